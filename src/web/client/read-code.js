// Reads a verification code with the camera or from a picture, in the browser: nothing is uploaded.

/** @typedef {(data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null} Reader */

const codePattern = /\/V\/([A-Z2-7]{164})$/i;
/** Longest sides in pixels that a picture is looked at in: small ones hide noise, large ones keep small codes. */
const pictureSides = [1200, 2000, 3200];
const videoSides = [1280];
/** Milliseconds between two looks through the camera: the page stays at hand. */
const pause = 150;

const section = element(document, '#picture', HTMLElement);
const video = element(section, 'video', HTMLVideoElement);
const button = element(section, 'button', HTMLButtonElement);
const told = element(section, '.told', HTMLElement);
const startWords = button.textContent;
const canvas = document.createElement('canvas');

/** @type {MediaStream | null} */
let stream = null;
/** @type {Promise<Reader> | undefined} */
let loading;

/**
 * @template {HTMLElement} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function element(parent, selector, kind) {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** @param {'none' | 'foreign' | 'refused' | 'looking' | 'stop'} name of a sentence that the page brings along */
function words(name) {
  return section.dataset[name] ?? '';
}

/** The reader of codes, loaded when it is first needed: most visitors type. */
function reader() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/verify/jsqr.js';
    script.onload = () => {
      const read = /** @type {unknown} */ (Reflect.get(globalThis, 'jsQR'));
      if (typeof read === 'function') resolve(/** @type {Reader} */ (read));
    };
    script.onerror = () => {
      reject(new Error('the reader of codes cannot be loaded'));
    };
    document.head.append(script);
  });
  return loading;
}

/**
 * The text of the QR code in what is drawn, or null.
 * @param {Reader} read
 * @param {CanvasImageSource} source
 * @param {number} width
 * @param {number} height
 * @param {readonly number[]} sides
 */
function readText(read, source, width, height, sides) {
  const longest = Math.max(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (longest === 0 || context === null) return null;
  for (const side of new Set(sides.map((one) => Math.min(one, longest)))) {
    canvas.width = Math.max(1, Math.round((width * side) / longest));
    canvas.height = Math.max(1, Math.round((height * side) / longest));
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = read(data, canvas.width, canvas.height);
    if (found !== null && found.data !== '') return found.data;
  }
  return null;
}

/**
 * Goes to the page of the code; tells of one that leads elsewhere, as that of a forged paper may.
 * @param {string} text
 */
function follow(text) {
  const code = codePattern.exec(text)?.[1];
  if (code === undefined) {
    told.textContent = words('foreign');
    return false;
  }
  location.assign(`/V/${code.toUpperCase()}`);
  return true;
}

/** @param {File} file */
async function readPicture(file) {
  told.textContent = '';
  const [read, picture] = await Promise.all([reader(), createImageBitmap(file).catch(() => null)]);
  const text = picture === null ? null : readText(read, picture, picture.width, picture.height, pictureSides);
  if (text === null) told.textContent = words('none');
  else follow(text);
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  video.hidden = true;
  button.textContent = startWords;
}

async function start() {
  const wanted = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };
  stream = await navigator.mediaDevices.getUserMedia({ video: wanted }).catch(() => null);
  if (stream === null) {
    told.textContent = words('refused');
    return;
  }
  video.srcObject = stream;
  video.hidden = false;
  button.textContent = words('stop');
  told.textContent = words('looking');
  const read = await reader();
  await video.play();
  look(read);
}

/** @param {Reader} read */
function look(read) {
  if (stream === null) return;
  const text = readText(read, video, video.videoWidth, video.videoHeight, videoSides);
  if (text !== null && follow(text)) stop();
  else setTimeout(look, pause, read);
}

element(section, 'input', HTMLInputElement).addEventListener('change', ({ target }) => {
  const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
  if (file !== undefined) void readPicture(file);
});

button.addEventListener('click', () => {
  if (stream === null) {
    void start();
    return;
  }
  stop();
  told.textContent = '';
});

// Browsers give the camera to pages over TLS only.
button.hidden = !('mediaDevices' in navigator);
section.hidden = false;
