import {
  IconBook,
  IconBox,
  IconDeviceMobile,
  IconHanger,
  IconHome,
  IconPlant2,
  IconPuzzle,
  IconShoe,
  type Icon,
} from "@tabler/icons-react";
import type { Product } from "../api/types";
import css from "./Shop.module.css";

const icons: [RegExp, Icon][] = [
  [/cloth|dress|shirt|coat/i, IconHanger],
  [/shoe|boot/i, IconShoe],
  [/book/i, IconBook],
  [/garden|plant/i, IconPlant2],
  [/toy|game/i, IconPuzzle],
  [/electr|phone/i, IconDeviceMobile],
  [/home|kitchen/i, IconHome],
];

/** A product's picture, drawn from what it is. */
export function ProductPicture({ product }: { product: Product }) {
  const Drawn =
    icons.find(([words]) => words.test(`${product.subcategory} ${product.category} ${product.title}`))?.[1] ??
    IconBox;
  let hash = 0;
  for (const character of product.id) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  }
  return (
    <div className={css.picture} style={{ "--hue": (hash * 137) % 360 } as React.CSSProperties} aria-hidden>
      <Drawn size={54} stroke={1} />
    </div>
  );
}
