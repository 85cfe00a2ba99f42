export default {
  snippets: "使用方法",
  language: "语言",
  copySnippet: "复制程序",
  rotate: "轮换",
  rotateOf: "轮换 {{name}}",
  rotateText:
    "令牌会得到新的内容，只显示一次。旧内容在下面的小时数内仍然有效，以便在更换程序期间不中断；更早轮换掉的内容立即失效；但如果中间那个从未使用过，则改为作废中间那个。",
  grace: "旧内容有效小时数",
  rotated: "轮换于",
  stays: "旧内容在 {{time}} 之前仍然有效。",
  oldUntil: "旧内容有效至 {{time}}",
  oldUsed: "旧内容最近使用",
  oldUnused: "旧内容此后未被使用",
  document: "文档原文",
};
