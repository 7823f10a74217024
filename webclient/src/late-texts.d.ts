// A locale's late part, made by the bundler (internal/bundle/texts.go); without it the whole file.
declare module '*?late' {
  const texts: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  // biome-ignore lint/style/noDefaultExport: a JSON module has no other.
  export default texts;
}
