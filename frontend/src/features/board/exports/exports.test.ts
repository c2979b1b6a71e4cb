import { describe, expect, it } from '@jest/globals';
import { boardData, listFacts } from '../../../testing/board-data.ts';
import { castVotes } from '../cast-votes.ts';
import { figuresOf } from '../figures.ts';
import type { Filters } from '../filters.ts';
import { namesOf } from '../names.ts';
import { boardOf } from '../statistics/board.ts';
import { boardCsv } from './board-csv.ts';
import { csv } from './csv.ts';
import { jsonLines } from './json-lines.ts';
import { picturesCsv } from './pictures-csv.ts';

const ALL: Filters = { category: '', voter: '', from: '', to: '' };
const DATA = boardData();
const BOARD = boardOf(castVotes(DATA, ALL), { repetitions: 100 });
const FACTS = listFacts();
const FIGURES = figuresOf(FACTS.prompts.flatMap(({ run }) => run ?? []));
const nameOf = namesOf(DATA.models);

describe('A CSV file', () => {
  it('begins with the mark of UTF-8 and ends each row as RFC 4180 has it', () => {
    expect(
      csv([
        ['a', 1],
        ['ü', undefined],
      ]),
    ).toBe('\ufeffa,1\r\nü,\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    // Of a spreadsheet that separates by semicolons, for which these quotation marks are none.
    ['x;=HYPERLINK("http://x")', '"x;\'=HYPERLINK(""http://x"")"'],
    ['x; ＝1\n+1\t@a', "\"x; '＝1\n'+1\t'@a\""],
    ['a;b', '"a;b"'],
    ['a=1', 'a=1'],
    ['a "fox", red', '"a ""fox"", red"'],
    ['two\nlines', '"two\nlines"'],
  ])('has %j as %j', (cell, text) => {
    expect(csv([[cell]])).toBe(`\ufeff${text}\r\n`);
  });

  it('has numbers as numbers, below zero too, and nothing for what is none', () => {
    expect(csv([[-1.5, Number.NaN, Number.POSITIVE_INFINITY, 0]])).toBe('\ufeff-1.5,,,0\r\n');
  });

  it('of a board has a row per model, the strongest first, with what is known of it', () => {
    const [head = '', one = '', two = ''] = boardCsv(BOARD, FIGURES, nameOf).slice(1).split('\r\n');
    const row = (line: string) =>
      Object.fromEntries(head.split(',').map((name, place) => [name, line.split(',')[place]]));
    const [first] = BOARD.standings;
    expect(row(one)).toMatchObject({
      rank: '1',
      model: 'ONE',
      model_id: '1-one',
      picked: first?.share?.toFixed(4).replace(/0+$/, ''),
      votes: '96',
      won: String(first?.wins),
      usd_per_picture: '0.05',
      median_ms: '4000',
      p90_ms: '',
      times: '2',
    });
    expect(row(two)).toMatchObject({ model: 'TWO', asked: '2', refused: '1', pictures: '1' });
  });

  it('of a board without prices leaves those empty', () => {
    expect(boardCsv(BOARD, undefined, nameOf).split('\r\n')[1]).toMatch(/,12,,,,,,,,$/);
  });

  it('of pictures has a row for each one that was asked for, of what is told', () => {
    const lines = picturesCsv(listFacts(['=1+1', 'b', 'c'])).split('\r\n');
    expect(lines).toHaveLength(1 + 6 + 1);
    expect(lines[1]).toBe(
      "1,'=1+1,animals,ONE,1-one,1,picture,,0.05,4000,1024,1024,11111111-1111-4111-8111-111111111111",
    );
    expect(lines[5]).toBe(
      '2,b,animals,TWO,2-two,1,refused,IMAGE_REFUSED,,,,,11111111-1111-4111-8111-111111111111',
    );
  });
});

describe('JSON lines', () => {
  const lines = (more: Partial<Parameters<typeof jsonLines>[0]> = {}) =>
    jsonLines({ data: DATA, filters: ALL, board: BOARD, madeAt: '2026-11-26T10:00:00.000Z', ...more })
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
  const ofKind = (all: ReturnType<typeof lines>, kind: string) => all.filter((line) => line.kind === kind);

  it('say what the board is made of, and have every model and every vote', () => {
    const all = lines();
    expect(all[0]).toMatchObject({ kind: 'board', votes: 144, prompts: 12, voters: 1, filters: {} });
    expect(ofKind(all, 'model').map(({ name }) => name)).toEqual(['ONE', 'TWO', 'THREE']);
    const votes = ofKind(all, 'vote').map(({ kind: _kind, ...vote }) => vote);
    expect(votes).toEqual(castVotes(DATA, ALL));
  });

  it('have the votes that the filters let through, and say which filters', () => {
    const filters = { ...ALL, category: 'animals' };
    const all = lines({ filters });
    expect(all[0]).toMatchObject({ filters: { category: 'animals' } });
    expect(ofKind(all, 'vote')).toHaveLength(72);
  });

  it('have the pictures of a list, with prices and endings', () => {
    const all = lines({ facts: FACTS, figures: FIGURES });
    expect(ofKind(all, 'picture').map(({ prompt, model, ending }) => [prompt, model, ending])).toEqual([
      [1, '1-one', 'picture'],
      [1, '2-two', 'picture'],
      [1, '3-three', 'picture'],
      [2, '1-one', 'picture'],
      [2, '2-two', 'refused'],
      [2, '3-three', 'picture'],
    ]);
    expect(ofKind(all, 'model')[0]).toMatchObject({ usdPerPicture: 0.05, refused: 0 });
  });

  it('keep to one line each, whatever a name holds, and know no infinity', () => {
    const unsettled = [{ better: 'a', other: 'b', chance: 0.5, votes: Number.POSITIVE_INFINITY }];
    const data = { ...DATA, models: [{ id: '1-one', name: 'O\nN\u2028E' }, ...DATA.models.slice(1)] };
    const all = lines({ data, board: { ...BOARD, unsettled } });
    expect(ofKind(all, 'unsettled')).toEqual([
      { kind: 'unsettled', better: 'a', other: 'b', chance: 0.5, votes: null },
    ]);
    expect(ofKind(all, 'model')[0]?.name).toBe('O\nN\u2028E');
  });
});
