/** Pure: an address as it was typed; the API decides, this says at once what it would refuse. */
export type UrlFault = 'url' | 'number' | 'port' | 'secret' | 'hash';

export function urlFault(text: string): UrlFault | null {
  if (!URL.canParse(text)) return 'url';
  const { protocol, hostname, port, username, password, hash } = new URL(text);
  if (protocol !== 'https:') return 'url';
  if (port !== '') return 'port';
  if (username !== '' || password !== '') return 'secret';
  if (hash !== '') return 'hash';
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('[')) return 'number';
  return hostname.includes('.') ? null : 'url';
}
