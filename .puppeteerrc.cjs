// The browser comes inside a package of the registry (@sparticuz/chromium): puppeteer must not download its own.
module.exports = { skipDownload: true };
