import { describe, expect, it } from 'vitest';
import { srgbProfile } from '../../src/seal/pdf/srgb-profile.ts';

const profile = Buffer.from(srgbProfile());
const tags = new Map(
  Array.from({ length: profile.readUInt32BE(128) }, (_, index) => {
    const at = 132 + index * 12;
    const [offset, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    return [profile.toString('latin1', at, at + 4), profile.subarray(offset, offset + size)];
  }),
);

function xyz(tag: string): number[] {
  const data = tags.get(tag) ?? Buffer.alloc(0);
  return [8, 12, 16].map((at) => data.readInt32BE(at) / 0x10000);
}

describe('the sRGB profile', () => {
  it('is a display profile of version 2 with all that one needs, aligned and no longer than it says', () => {
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.length).toBeLessThan(3000);
    expect(profile.readUInt8(8)).toBe(2);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    expect([...tags.keys()]).toEqual(['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']);
    for (const data of tags.values()) {
      expect(data.byteOffset % 4).toBe(profile.byteOffset % 4);
      expect(data.length).toBeGreaterThan(8);
    }
  });

  it('has the primaries that are published for D50, and they make white', () => {
    const published = {
      rXYZ: [0.4361, 0.2225, 0.0139],
      gXYZ: [0.3851, 0.7169, 0.0971],
      bXYZ: [0.1431, 0.0606, 0.7141],
    };
    for (const [tag, values] of Object.entries(published)) {
      for (const [index, value] of values.entries()) expect(xyz(tag)[index]).toBeCloseTo(value, 3);
    }
    for (const [index, white] of xyz('wtpt').entries()) {
      expect(Object.keys(published).reduce((sum, tag) => sum + (xyz(tag)[index] ?? 0), 0)).toBeCloseTo(white, 4);
    }
    expect(xyz('wtpt').map((value) => value.toFixed(4))).toEqual(['0.9642', '1.0000', '0.8249']);
  });

  it('has the tone curve of sRGB', () => {
    const curve = tags.get('rTRC') ?? Buffer.alloc(0);
    const light = (point: number) => curve.readUInt16BE(12 + point * 2) / 0xffff;
    expect(curve.readUInt32BE(8)).toBe(256);
    expect([light(0), light(255)]).toEqual([0, 1]);
    // 10 lies on the straight part near black; 128 is the grey that screens show at 21.6 % of the light.
    expect(light(10)).toBeCloseTo(10 / 255 / 12.92, 5);
    expect(light(128)).toBeCloseTo(0.2159, 4);
  });
});
