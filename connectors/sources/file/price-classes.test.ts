import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PriceClasses } from './price-classes.ts';

test('price types fall in the four classes of the coupling', () => {
  const classes = new PriceClasses({ 'Gouden Kring': 'discount', CJP: 'normal' });
  const expected = {
    Normaal: 'normal',
    'Standaard rang 1': 'normal',
    Volwassene: 'normal',
    'Student/CJP-houder': 'discount',
    '65+': 'discount',
    'Early Bird': 'discount',
    'Kind t/m 12': 'discount',
    Korting: 'discount',
    Vrijkaart: 'free',
    Comp: 'free',
    'gouden  kring': 'discount',
    CJP: 'normal',
    Arrangement: 'other',
  };
  for (const [name, of] of Object.entries(expected)) assert.equal(classes.classOf(name, 2000), of, name);
  assert.equal(classes.classOf('Normaal', 0), 'free');
  classes.classOf('Arrangement', 2000, 4);
  assert.deepEqual([...classes.unknown], [['Arrangement', 5]]);
});
