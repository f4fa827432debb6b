declare module 'github-slugger' {
  const Slugger: { slug(text: string): string };
  export default Slugger;
}

declare module '@plone/volto-slate/editor/render' {
  export function serializeNodesToText(nodes: unknown[]): string;
}
