/**
 * Keeps together over the ends of lines what is read as one: «№» and its number, «2-қосымша», a bracket or a comma and
 * the blank it stands at. An e-mail address that is too long for its place breaks after its sign.
 * @param html a line of the document as markup
 */
export function unbroken(html: string): string {
  return html
    .replace(textBetweenTags, (text) =>
      text.replace(shortNumber, '<span class="kept">$&</span>').replace(sign, '@<wbr>'),
    )
    .replace(brokenBlank, (whole, opening: string, blank: string, closing: string) =>
      opening + closing === '' ? whole : `<span class="kept">${opening}${blank}${closing}</span>`,
    );
}

const textBetweenTags = /(?<=^|>)[^<>]+/g;
const shortNumber = /№ [^\s<&]{1,16}(?![^\s<&])|\b\d{1,6}-(?:\d{1,3}-)?\p{L}{1,16}(?!\p{L})/gu;
const sign = /(?<=[\w.+-])@(?=[\w-]+\.\w)/g;
const brokenBlank =
  /(№ |[(«“]?)(<(?:span|a) class="(?:blank|fill) (?:tiny|short|medium|long)(?: beside)?"[^>]*><\/(?:span|a)>)((?:[)»”.,;:!?]|&quot;(?![\p{L}\d]))*)/gu;
