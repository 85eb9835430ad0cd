// Exports of any size, with the columns (and the persons) a real one has; written as a stream, so that the size costs no memory.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import writeXlsxFile from 'write-excel-file/node';

const HEADER =
  'voorstelling_id;titel;aanvang;zaal;kaartnummer;ordernummer;besteld_op;kaartsoort;rang;prijs;status;naam;email;telefoon;postcode;kanaal';
const PER_PERFORMANCE = 700;
const two = (n: number) => String(n).padStart(2, '0');

function day(n: number): string {
  const at = new Date(Date.UTC(2025, 8, 1) + n * 86_400_000);
  return `${two(at.getUTCDate())}-${two(at.getUTCMonth() + 1)}-${at.getUTCFullYear()}`;
}

/** `performances` is the same for every size, as a house has as many evenings however long its history is kept. */
function row(i: number, performances: number): string {
  const p = Math.floor(i / PER_PERFORMANCE) % performances;
  const type = ['Normaal', 'CJP', 'Vrijkaart', 'Vriend'][i % 4];
  const price = i % 4 === 2 ? '0,00' : `${18 + (i % 12)},50`;
  return (
    `V${p};"De avond van ""${p}""";${day(200 + (p % 150))} 20:15;Grote zaal;T${i};O${i >> 1};` +
    `${day((i * 7919) % 120)} ${two(9 + (i % 12))}:${two(i % 60)};${type};Rang ${i % 3};${price};verkocht;` +
    `Jan de Vries ${i};jan${i}@voorbeeld.example;06${String(10_000_000 + i)};1${two(i % 100)}4 AB;web\r\n`
  );
}

export async function writeCsv(path: string, rows: number, performances: number): Promise<void> {
  const out = createWriteStream(path);
  out.write(`\uFEFF${HEADER}\r\n`);
  for (let i = 0; i < rows;) {
    let text = '';
    for (const end = Math.min(rows, i + 5_000); i < end; i += 1) text += row(i, performances);
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const header = ['voorstelling_id', 'kaartnummer', 'besteld_op', 'kaartsoort', 'prijs', 'status', 'naam'];
  const data = [header.map((value) => ({ value }))];
  for (let i = 0; i < rows; i += 1) {
    const cells = [
      `V${i % 300}`,
      `T${i}`,
      `${day((i * 7919) % 120)} 12:00`,
      'Normaal',
      '20,00',
      'verkocht',
      `Jan ${i % 5_000}`,
    ];
    data.push(cells.map((value) => ({ value })));
  }
  await writeFile(path, await writeXlsxFile(data).toBuffer());
}
