/** Elements by hand, for what is made by the thousand. */

export type Child = Node | string | null;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  classes: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  for (const child of children) if (child !== null) made.append(child);
  return made;
}
