/** Pure: addresses we are willing to call. A caller chooses them, so they must not lead into anybody's own network. */

const PRIVATE_NAMES =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa|onion|test|invalid)$/;

/** Why not, as the caller is told; null = it may be called. `loopback`: tests have no public address. */
export function urlFault(text: string, loopback = false): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'an address such as https://example.nl/dip';
  }
  if (loopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return null;
  if (url.protocol !== 'https:') return 'https only';
  if (url.port !== '') return 'port 443 only';
  if (url.username !== '' || url.password !== '')
    return 'no user name or password in the address; check the signature instead';
  if (url.hash !== '') return 'without #';
  // The URL parser has made every spelling of an IPv4 address (octal, hexadecimal, one number) the dotted one by now.
  if (/^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('['))
    return 'a host name: addresses in numbers are not called';
  const name = url.hostname.replace(/\.$/, '');
  if (!name.includes('.') || PRIVATE_NAMES.test(name)) return 'a public host name';
  return null;
}
