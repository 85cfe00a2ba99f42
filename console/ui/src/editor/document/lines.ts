/** Pairs of equal lines, in order: Myers would be quicker, but documents are short and edits touch few lines. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) {
    head += 1;
  }
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail += 1;
  }
  const pairs: [number, number][] = [];
  for (let index = 0; index < head; index++) {
    pairs.push([index, index]);
  }
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).forEach(([left, right]) =>
    pairs.push([left + head, right + head]),
  );
  for (let index = tail; index > 0; index--) {
    pairs.push([a.length - index, b.length - index]);
  }
  return pairs;
}

function middle(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > 4_000_000) {
    return [];
  }
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i++, j++]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}

/**
 * The text after an edit, with every line that the edit did not touch as its author wrote it. `plain` is the original
 * as the YAML writer would write it, `edited` the same after the edit: where these two agree, the original's line is
 * taken. Undefined where the original and `plain` do not correspond line by line.
 */
export function keepLines(original: string, plain: string, edited: string): string | undefined {
  const theirs = original.split("\n");
  const before = plain.split("\n");
  const after = edited.split("\n");
  if (theirs.length !== before.length) {
    return undefined;
  }
  const kept = new Map(common(before, after).map(([left, right]) => [right, left]));
  return after
    .map((line, index) => {
      const from = kept.get(index);
      return from === undefined ? line : (theirs[from] ?? line);
    })
    .join("\n");
}
