export default {
  snippets: "Use-o",
  language: "Linguagem",
  copySnippet: "Copiar o programa",
  rotate: "Renovar",
  rotateOf: "Renovar {{name}}",
  rotateText:
    "Recebe outro texto, mostrado uma vez. O antigo abre o mesmo pelas horas abaixo, para que nada pare enquanto você troca os programas; um que foi renovado antes deixa de abrir qualquer coisa na hora, a não ser que o do meio nunca tenha sido usado: nesse caso, é esse que é esquecido.",
  grace: "Horas para o antigo",
  rotated: "renovado",
  stays: "O antigo vale até {{time}}.",
  oldUntil: "o antigo vale até {{time}}",
  oldUsed: "o antigo usado por último",
  oldUnused: "o antigo não usado desde então",
  document: "O documento",
};
