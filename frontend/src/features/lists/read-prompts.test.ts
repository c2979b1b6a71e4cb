import { describe, expect, it } from '@jest/globals';
import { readPrompts } from './read-prompts.ts';

const textsOf = (text: string) => readPrompts(text).prompts.map((prompt) => prompt.text);

describe('prompts that somebody pastes', () => {
  it('are one a line, below the category that a line names', () => {
    expect(readPrompts('a fox\n\n# animals\r\n  a  hen \n## things\na cup')).toEqual({
      kind: 'lines',
      prompts: [
        { text: 'a fox' },
        { text: 'a hen', category: 'animals' },
        { text: 'a cup', category: 'things' },
      ],
      count: 3,
      doubles: 0,
      faults: [],
    });
    expect(readPrompts(' \n').prompts).toEqual([]);
  });

  it('may have variables, which are expanded and counted; none is there twice', () => {
    expect(readPrompts('{red|red|blue} fox\nblue fox')).toMatchObject({ count: 2, doubles: 2 });
  });

  it('are at most 200, and say how many there would be, without making them', () => {
    const many = readPrompts(`${Array.from({ length: 12 }, () => '{a|b|c|d}').join(' ')}\na fox`);
    expect(many).toMatchObject({ count: 4 ** 12 + 1, prompts: [{ text: 'a fox' }] });
    expect(readPrompts(Array.from({ length: 250 }, (_, at) => `fox ${at}`).join('\n'))).toMatchObject({
      count: 250,
    });
    expect(textsOf(Array.from({ length: 250 }, (_, at) => `fox ${at}`).join('\n'))).toHaveLength(200);
  });

  it.each([
    ['prompt,category\n"a ""red"", fox",animals\na hen,\n', ','],
    ['Category;Prompt\nanimals;"a ""red"", fox"\n;a hen', ';'],
    ['category\tprompt\nanimals\t"a ""red"", fox"\n\ta hen', '\t'],
  ])('are read from a table: %j', (text) => {
    expect(readPrompts(text)).toMatchObject({
      kind: 'csv',
      prompts: [{ text: 'a "red", fox', category: 'animals' }, { text: 'a hen' }],
    });
  });

  it('may have line breaks in a cell, and know their lines', () => {
    const long = 'x'.repeat(1001);
    expect(readPrompts(`prompt\n"a\nfox"\n${long}`)).toMatchObject({
      prompts: [{ text: 'a fox' }],
      faults: [{ line: 4, kind: 'long' }],
    });
  });

  it('are read from JSON lines, and what is unreadable is named', () => {
    const text = '{"prompt": "a fox", "category": "animals"}\n{"text": "a hen"}\n\nno json\n{"prompt": 7}';
    expect(readPrompts(text)).toEqual({
      kind: 'jsonl',
      prompts: [{ text: 'a fox', category: 'animals' }, { text: 'a hen' }],
      count: 2,
      doubles: 0,
      faults: [
        { line: 4, kind: 'unreadable' },
        { line: 5, kind: 'unreadable' },
      ],
    });
  });

  it('are read from JSON lines also where the first of them is broken', () => {
    expect(readPrompts('{"prompt": "a fo\n{"prompt": "a hen"}\n["a cup"]')).toMatchObject({
      kind: 'jsonl',
      prompts: [{ text: 'a hen' }],
      faults: [
        { line: 1, kind: 'unreadable' },
        { line: 3, kind: 'unreadable' },
      ],
    });
  });

  it('of a table do not lose what was not quoted, nor what a quotation mark without an end has taken', () => {
    expect(
      readPrompts('prompt,category\na fox, in snow,animals\n"a hen, in rain",animals\na cup,,'),
    ).toMatchObject({
      prompts: [{ text: 'a hen, in rain', category: 'animals' }, { text: 'a cup' }],
      faults: [{ line: 2, kind: 'unreadable' }],
    });
    expect(textsOf('prompt\na fox, in snow; at night\n"a ""red"" hen"')).toEqual([
      'a fox, in snow; at night',
      'a "red" hen',
    ]);
    expect(readPrompts('prompt\na fox\n"a hen\na cup')).toMatchObject({
      prompts: [{ text: 'a fox' }],
      faults: [{ line: 3, kind: 'unreadable' }],
    });
  });

  it('are what stands there, formulas too, behind a mark of UTF-8 and with line ends of Windows', () => {
    expect(textsOf('\ufeffprompt;category\r\n"=HYPERLINK(""http://x"";""y"")";x\r\n\'=1+1;x\r\n')).toEqual([
      '=HYPERLINK("http://x";"y")',
      "'=1+1",
    ]);
  });

  it('of a thousand lines, or of a line with a billion ways, are counted at once', () => {
    expect(readPrompts(Array.from({ length: 1000 }, (_, at) => `fox ${at}`).join('\n'))).toMatchObject({
      count: 1000,
    });
    const nested = '{a|{b|c}} '.repeat(40);
    expect(readPrompts(nested)).toMatchObject({ count: 3 ** 40, prompts: [] });
  });

  it('that only look like one of these are lines', () => {
    expect(textsOf('{red|blue} fox')).toEqual(['red fox', 'blue fox']);
    expect(textsOf('prompt')).toEqual(['prompt']);
    expect(textsOf('a fox, in snow\na hen, in rain')).toHaveLength(2);
  });
});
