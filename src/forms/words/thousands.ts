/** Thousands are set apart by a space at which a line does not break (U+00A0). */
const thousandsSeparator = '\u00A0';

/** «2000001» is «2 000 001»; takes the digits of a whole number. */
export function groupThousands(digits: string): string {
  if (digits.length <= 3) return digits;
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, thousandsSeparator);
}
