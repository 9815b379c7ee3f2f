export type Vector = readonly [number, number, number];
/** Three rows. */
export type Matrix = readonly [Vector, Vector, Vector];

/** How strongly the three kinds of cones answer to X, Y and Z, after Bradford. */
const bradford: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** X, Y and Z of a chromaticity x, y at Y = 1. */
export function tristimulus(x: number, y: number): Vector {
  return [x / y, 1, (1 - x - y) / y];
}

/** The shares of three colours that together make a fourth. */
export function sharesOf(colors: Matrix, target: Vector): Vector {
  return times(inverse(transposed(colors)), target);
}

export function scaled([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

/** The colour that looks under one white as `color` looks under another. */
export function adapted(color: Vector, fromWhite: Vector, toWhite: Vector): Vector {
  const cones = times(bradford, color);
  const before = times(bradford, fromWhite);
  const after = times(bradford, toWhite);
  const gained: Vector = [
    (cones[0] * after[0]) / before[0],
    (cones[1] * after[1]) / before[1],
    (cones[2] * after[2]) / before[2],
  ];
  return times(inverse(bradford), gained);
}

function times([first, second, third]: Matrix, vector: Vector): Vector {
  return [dot(first, vector), dot(second, vector), dot(third, vector)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

/** The columns of the inverse are the cross products of the rows, over the determinant. */
function inverse([a, b, c]: Matrix): Matrix {
  const share = 1 / dot(a, cross(b, c));
  return transposed([scaled(cross(b, c), share), scaled(cross(c, a), share), scaled(cross(a, b), share)]);
}
