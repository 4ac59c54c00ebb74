// Makes corpora/text/pinyin_syllables.inc from Unicode's Unihan_Readings.txt (Debian: unicode-data), read from standard input:
//   bzip2 -dc /usr/share/unicode/Unihan_Readings.txt.bz2 | node scripts/pinyin_table.mjs >corpora/text/pinyin_syllables.inc
import { readFileSync } from 'node:fs';

const sources = ['kMandarin', 'kTGHZ2013', 'kXHC1983', 'kHanyuPinlu'];
const plain = (reading) => reading.normalize('NFD').replace(/u\u0308/g, 'v').replace(/\p{M}/gu, '');

const bySyllable = new Map([['ling', new Set('〇')]]); // which Unihan gives no reading
let version = '';
for (const line of readFileSync(0, 'utf8').split('\n')) {
  version ||= /^# Unicode version: (\S+)/i.exec(line)?.[1] ?? '';
  const [point, source, value] = line.split('\t');
  const code = parseInt(point?.slice(2), 16);
  const wanted = sources.includes(source) && code >= 0x4e00 && code <= 0x9fff;
  if (!wanted) continue;
  for (const reading of value.split(/[\s,]+/)) {
    const syllable = plain(reading.replace(/^[\d.*,]*:/, '').replace(/\(\d+\)$/, ''));
    if (!/^[a-z]*[aeiouv][a-z]*$/.test(syllable)) continue; // not the interjections m, ng
    if (!bySyllable.has(syllable)) bySyllable.set(syllable, new Set());
    bySyllable.get(syllable).add(String.fromCharCode(code));
  }
}

console.log(`// LEIAN_SYLLABLE(syllable without its tone, the characters that may be read so); v stands for ü.`);
console.log(`// Made by scripts/pinyin_table.mjs from Unihan ${version}; see corpora/SOURCES.md.`);
for (const syllable of [...bySyllable.keys()].sort())
  console.log(`LEIAN_SYLLABLE("${syllable}", u"${[...bySyllable.get(syllable)].sort().join('')}")`);
