/**
 * What shipped code needs of the contract at run time. Free of imports, so that no function loads the schema library.
 */

/** The shapes a picture can be asked for, as width:height. */
export const ASPECT_RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'] as const;

/** Who may see a run: everybody in the gallery, whoever has its address, or whoever has its key. */
export const VISIBILITIES = ['listed', 'unlisted', 'private'] as const;

/** Who may see a list of prompts. */
export const LIST_VISIBILITIES = ['private', 'unlisted'] as const;

/** Who may use a stack: everybody, people of a user pool of its own, or people of an issuer that its owner has. */
export const ACCESS_MODES = ['open', 'invited', 'issuer'] as const;
/** What a person is. */
export const ROLES = ['member', 'admin'] as const;
/** What a caller may do. */
export const SCOPES = ['draw', 'read', 'manage', 'vote', 'admin'] as const;
/** Days that a key of a program counts, if it does not say, and at most. */
export const KEY_DAYS = 90;
export const MOST_KEY_DAYS = 365;
/** Characters of a run's title. */
export const TITLE_MAX_LENGTH = 100;

/** Runs on one page of an export. */
export const MOST_EXPORTED_RUNS = 100;
/** Votes in an export. */
export const MOST_EXPORTED_VOTES = 10_000;

/** Days that a run can be kept at most: the most that the template takes as a retention. */
export const MOST_DAYS = 3650;

/** What a voter can say of two pictures of a blind run, the left and the right one. */
export const OUTCOMES = ['left', 'right', 'tie', 'both_bad', 'skip'] as const;
/** Pairs that are handed out at once, and votes that a board tells. */
export const MOST_PAIRS = 10;
export const MOST_BOARD_VOTES = 20_000;
/** Runs that are gone whose kept pictures a board tells: as many as a list has cells. */
export const MOST_KEPT_RUNS = 200;

/** Pictures that one model can be asked for at once, and that one request can ask for in all. */
export const MOST_PER_MODEL = 4;
export const MOST_PICTURES = 40;

/** Prompts of one list. */
export const MOST_PROMPTS = 200;

/** What a run makes of pictures and words alone: changes one, or makes a new one of several. */
export const WORD_OPERATIONS = ['change', 'combine'] as const;
/** All that a run does with pictures: besides, it repaints a marked part, adds margins, adds pixels, takes the background away. */
export const EDIT_OPERATIONS = [...WORD_OPERATIONS, 'repaint', 'widen', 'enlarge', 'cut-out'] as const;
export type EditOperation = (typeof EDIT_OPERATIONS)[number];
/** Those that need no words, with what their runs are called if they have none. */
export const WORDLESS_OPERATIONS: Partial<Record<EditOperation, string>> = {
  enlarge: 'Enlarge',
  'cut-out': 'Cut out',
};
/** What a run can be: drawn from words alone, or one of those. */
export const OPERATIONS = ['generate', ...EDIT_OPERATIONS] as const;
/** Pictures that one run can work on. */
export const MOST_REFERENCES = 4;

/** Pixels that one side of a picture can be widened by, and what it can have then: what every vendor takes. */
export const MOST_MARGIN = 2000;
export const MOST_WIDENED_SIDE = 4096;
export const MOST_WIDENED_PIXELS = 9_437_184;

/**
 * The version of events to workers; of those with an operation, which a worker of before would draw from the words alone;
 * and of those with an operation, a mask or margins that came later.
 */
export const EVENT_VERSION = 1;
export const EDIT_EVENT_VERSION = 2;
export const TOOL_EVENT_VERSION = 3;

/** What a person may hand in to be worked on. What it really is shows when it is prepared. */
export const UPLOAD_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const;
export const MOST_UPLOAD_BYTES = 20 * 1024 * 1024;

/** What a prepared picture has at most; one that is larger is scaled down. */
export const MOST_REFERENCE_PIXELS = 4_194_304;
export const MOST_REFERENCE_BYTES = 2 * 1024 * 1024;
/** Pixels of the shorter side at least. */
export const SHORTEST_REFERENCE_SIDE = 64;

/** Characters of a prompt, as sent. */
export const PROMPT_MAX_LENGTH = 1000;
export const ENHANCE_PROMPT_MAX_LENGTH = 500;
/** Characters of a rewritten prompt. */
export const ENHANCED_MAX_LENGTH = 1000;

// Positive character classes, so that JavaScript, Python and Rust read the patterns alike. Left out of both: control
// characters but tab and line breaks, lone surrogates, and the characters that turn the direction of text unseen.
const INVISIBLE =
  '\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff';
const VISIBLE =
  '!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff' +
  '\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10ffff}';

/** Free text that a person wrote; may be empty. */
export const TEXT_PATTERN = `^[${INVISIBLE}${VISIBLE}]*$`;

/** Free text with something to see in it. The two leading classes do not overlap, so that matching takes linear time. */
export const VISIBLE_TEXT_PATTERN = `^[${INVISIBLE}]*[${VISIBLE}][${INVISIBLE}${VISIBLE}]*$`;

/** Text with nothing to see in it: white space and characters without a shape. */
export const BLANK_PATTERN = `^[${INVISIBLE}]*$`;

/** A day, or a time in UTC, with milliseconds or without. */
export const MOMENT_PATTERN =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$';

/** Raised by one when a client of the former version could no longer work with the responses. */
export const CONTRACT_VERSION = '1';

/** What a client may send as `X-Correlation-ID`; anything else is replaced by a fresh id. */
export const CORRELATION_ID_PATTERN = '^[A-Za-z0-9._-]{1,128}$';

/** Every error code of the HTTP contract with its status. */
export const ERROR_STATUS = {
  INVALID_JSON: 400,
  PROMPT_REQUIRED: 400,
  PROMPT_TOO_LONG: 400,
  PROMPT_BLOCKED: 400,
  INVALID_PARAMETER: 400,
  UNKNOWN_MODEL: 400,
  INVALID_CURSOR: 400,
  REFERENCE_NOT_FOUND: 400,
  REFERENCE_UNUSABLE: 400,
  MASK_MISMATCH: 400,
  UNSUPPORTED_OPERATION: 400,
  SIGN_IN_REQUIRED: 401,
  SESSION_EXPIRED: 401,
  BAD_KEY_GIVEN: 401,
  LIST_BUDGET_REACHED: 402,
  NOT_INVITED: 403,
  NOT_ALLOWED: 403,
  JOB_NOT_FOUND: 404,
  GALLERY_NOT_FOUND: 404,
  KEY_NOT_FOUND: 404,
  LINK_NOT_FOUND: 404,
  LIST_NOT_FOUND: 404,
  VOTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  IDEMPOTENCY_IN_PROGRESS: 409,
  RUN_NOT_ENDED: 409,
  STILL_BLIND: 409,
  RUN_REVEALED: 409,
  ALREADY_VOTED: 409,
  VOTE_FINAL: 409,
  RUN_DELETED: 410,
  RUN_EXPIRED: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_MISMATCH: 422,
  RATE_LIMITED: 429,
  BUDGET_EXHAUSTED: 429,
  INTERNAL: 500,
  ENHANCER_FAILED: 502,
  DISPATCH_FAILED: 503,
  SIGN_IN_UNAVAILABLE: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** Why one model's part of a job can fail. */
export const RESULT_ERROR_CODES = [
  'PROMPT_REFUSED',
  'REFERENCE_REFUSED',
  'INPUT_REFUSED',
  'IMAGE_REFUSED',
  'BAD_KEY',
  'OUT_OF_CREDIT',
  'RATE_LIMITED',
  'PROVIDER_DOWN',
  'TIMEOUT',
  'BAD_PARAMETER',
  'MODEL_RETIRED',
  'INVALID_IMAGE',
  'NOT_STARTED',
  'CANCELLED',
  'OUTCOME_UNKNOWN',
  'INTERNAL',
] as const;
export type ResultErrorCode = (typeof RESULT_ERROR_CODES)[number];

/** What a model could not do as asked; the values of each are named in `src/lib/warning.ts`. */
export const NOTE_CODES = [
  'SETTING_NOT_SENT',
  'NEAREST_SHAPE',
  'OUT_OF_RANGE',
  'SEED_ZERO_IS_RANDOM',
  'OTHER_SEED',
  'MORE_PICTURES',
  'PIPE_AS_COMMA',
  'NO_THUMBNAIL',
  'SHOWN_AS_PNG',
  'IMPLAUSIBLE_COST',
  'FEWER_REFERENCES',
  'SCALED_DOWN',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];
