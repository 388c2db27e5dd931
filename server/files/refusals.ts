// What we say when a file cannot be taken: one sentence of what is wrong, with what helps.

export const FILE_REFUSALS = {
  photoTooBig: {
    zh: '这张照片超过 20 MB，太大了。在手机里选小一些的尺寸，或截一张屏再传',
    en: 'This photo is over 20 MB. Choose a smaller size on the phone, or send a screenshot of it',
  },
  photoHeic: {
    zh: '这是苹果手机的 HEIC 照片，我们还打不开。到“设置—相机—格式”选“兼容性最佳”，或截一张屏再传',
    en: 'This is an iPhone HEIC photo, which we cannot open yet. Choose Settings, Camera, Formats, Most Compatible, or send a screenshot',
  },
  photoNotPicture: {
    zh: '这不是照片。可以传 JPG、PNG、WebP 或 GIF',
    en: 'This is not a photo. JPG, PNG, WebP and GIF can be sent',
  },
  photoTooManyPixels: {
    zh: '这张照片的尺寸太大，我们不打开它。请重新拍一张，或截一张屏再传',
    en: 'This photo has too many pixels for us to open. Take it again, or send a screenshot',
  },
  photoBroken: {
    zh: '这张照片没有传完整，打不开。请再选一次，或重新拍一张',
    en: 'This photo is incomplete and cannot be opened. Choose it again, or take a new one',
  },
  photoQueueFull: {
    zh: '这会儿传照片的人多，还没轮到。照片还在您手机里，过一分钟再传',
    en: 'Many people are sending photos just now. Yours is safe on your phone: try again in a minute',
  },
  fileEmpty: { zh: '这个文件是空的。请再选一次', en: 'This file is empty. Choose it again' },
  useUnknown: {
    zh: '没有说明这是视频还是语音。请从上报页面里选',
    en: 'It was not said whether this is a video or a voice note. Choose it on the report page',
  },
  sizeUnknown: { zh: '没有说明文件有多大。请再选一次文件', en: 'The size of the file was not given. Choose the file again' },
  videoTooBig: {
    zh: '这段视频超过 50 MB。拍短一点，或只拍最要紧的 10 秒',
    en: 'This video is over 50 MB. Make it shorter: the 10 seconds that matter are enough',
  },
  voiceTooBig: { zh: '这段语音超过 10 MB。请分成两段说', en: 'This voice note is over 10 MB. Please say it in two parts' },
  videoTooLong: { zh: '视频最长 2 分钟。只留最要紧的一段就行', en: 'A video may last 2 minutes at most. The part that matters is enough' },
  voiceTooLong: { zh: '语音最长 5 分钟。请分成两段说', en: 'A voice note may last 5 minutes at most. Please say it in two parts' },
  notVideo: { zh: '这不是视频。可以传 MP4、MOV 或 WebM', en: 'This is not a video. MP4, MOV and WebM can be sent' },
  notVoice: {
    zh: '这不是语音。可以传 MP3、M4A、OGG、WAV、AMR 或 WebM',
    en: 'This is not a voice note. MP3, M4A, OGG, WAV, AMR and WebM can be sent',
  },
  uploadNotAllowed: {
    zh: '现在不能传文件。请先打开要上报的页面，再选文件',
    en: 'Files cannot be sent here just now. Open the report page first, then choose the file',
  },
  sheetTooBig: { zh: '这张表超过 10 MB 或 2 万行。请分成几张再传', en: 'This sheet is over 10 MB or 20,000 rows. Please split it' },
  sheetUnreadable: {
    zh: '这张表读不出来。请在表格软件里另存为“CSV UTF-8”再传',
    en: 'This sheet cannot be read. Save it as “CSV UTF-8” in the spreadsheet program and send it again',
  },
  sheetQuoteOpen: {
    zh: '这张表里有一个引号没有配对，后面的都分不开。请另存为“CSV UTF-8”再传',
    en: 'A quotation mark in this sheet is never closed, so the rest cannot be told apart. Save it as “CSV UTF-8” and send it again',
  },
} as const

export type FileRefusalCode = keyof typeof FILE_REFUSALS
export type FileRefusal = { code: FileRefusalCode; zh: string; en: string }

export const fileRefusal = (code: FileRefusalCode): FileRefusal => ({ code, ...FILE_REFUSALS[code] })
