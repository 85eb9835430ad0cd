import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urlFault } from './webhook-url.ts';

test('public names on 443 are called', () => {
  for (const url of ['https://boeking.example.nl/dip', 'https://a.b.example/?x=1', 'https://xn--bcher-kva.example/'])
    assert.equal(urlFault(url), null, url);
});

test('other schemes, ports, people, numbers and names of somebody’s own network are not', () => {
  const refused: [string, RegExp][] = [
    ['http://example.nl/', /https only/],
    ['ftp://example.nl/', /https only/],
    ['https://example.nl:8443/', /port 443/],
    ['https://user:geheim@example.nl/', /no user name/],
    ['https://example.nl/#x', /without #/],
    ['https://127.0.0.1/', /host name/],
    ['https://2130706433/', /host name/],
    ['https://0x7f.1/', /host name/],
    ['https://017700000001/', /host name/],
    ['https://10.0.0.8/', /host name/],
    ['https://169.254.169.254/latest', /host name/],
    ['https://[::1]/', /host name/],
    ['https://[::ffff:10.0.0.1]/', /host name/],
    ['https://localhost/', /public host name/],
    ['https://api.localhost/', /public host name/],
    ['https://kassa.local/', /public host name/],
    ['https://kassa.local./', /public host name/],
    ['https://metadata.google.internal/', /public host name/],
    ['https://router.home.arpa/', /public host name/],
    ['https://kassa/', /public host name/],
    ['nonsense', /an address such as/],
  ];
  for (const [url, reason] of refused) assert.match(urlFault(url) ?? '', reason, url);
  assert.equal(urlFault('http://127.0.0.1:8080/', true), null);
  assert.match(urlFault('http://10.0.0.8:8080/', true) ?? '', /https only/);
});
