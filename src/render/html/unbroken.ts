/**
 * «№» is followed by its number, and «2-қосымша» is read as one word: neither is broken over a line. An e-mail address
 * that is too long for its place breaks after its sign.
 */
export function unbroken(html: string): string {
  return html.replace(shortNumber, '<span class="kept">$&</span>').replace(sign, '@<wbr>');
}

const sign = /(?<=[\w.+-])@(?=[\w-]+\.\w)/g;
const shortNumber = /№ [^\s<&]{1,16}(?![^\s<&])|\b\d{1,6}-(?:\d{1,3}-)?\p{L}{1,16}(?!\p{L})/gu;

/** An opening bracket does not end a line before its blank, nor does a closing one or a comma begin the next line. */
export function keptTogether(html: string): string {
  return html.replace(brokenBlank, (whole, opening: string, blank: string, closing: string) =>
    opening + closing === '' ? whole : `<span class="kept">${opening}${blank}${closing}</span>`,
  );
}

const brokenBlank =
  /(№ |[(«“]?)(<(?:span|a) class="blank (?:tiny|short|medium|long)"[^>]*><\/(?:span|a)>)((?:[)»”.,;:!?]|&quot;(?![\p{L}\d]))*)/gu;
