export default {
  snippets: "Use it",
  language: "Language",
  copySnippet: "Copy the program",
  rotate: "Rotate",
  rotateOf: "Rotate {{name}}",
  rotateText:
    "It gets another text, shown once. The old one opens the same for the hours below, so that nothing stops while you change programs; one that was rotated out before opens nothing any more at once, unless the one between was never used: then that one is forgotten instead.",
  grace: "Hours for the old one",
  rotated: "rotated",
  stays: "The old one stays good until {{time}}.",
  oldUntil: "old one good until {{time}}",
  oldUsed: "old one last used",
  oldUnused: "old one not used since",
  document: "The document",
};
