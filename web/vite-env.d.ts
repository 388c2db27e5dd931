// Types of the modules that Vite knows beside TypeScript.
/// <reference types="vite/client" />
