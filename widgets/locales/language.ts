/** Pure: anything but English is written in Dutch. `tag` is BCP 47. */
export const isDutch = (tag: string): boolean => !tag.toLowerCase().startsWith('en');
