// Made by `npm run generate`.
function addFault(faults, instancePath, keyword, params) {
  const fault = { instancePath, keyword, params };
  if (faults === null) return [fault];
  faults.push(fault);
  return faults;
}
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = /* @__PURE__ */ __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// node_modules/fast-deep-equal/index.js
var require_fast_deep_equal = /* @__PURE__ */ __commonJS({
  "node_modules/fast-deep-equal/index.js"(exports, module) {
    "use strict";
    module.exports = function equal(a, b) {
      if (a === b) return true;
      if (a && b && typeof a == "object" && typeof b == "object") {
        if (a.constructor !== b.constructor) return false;
        var length, i, keys;
        if (Array.isArray(a)) {
          length = a.length;
          if (length != b.length) return false;
          for (i = length; i-- !== 0; )
            if (!equal(a[i], b[i])) return false;
          return true;
        }
        if (a.constructor === RegExp) return a.source === b.source && a.flags === b.flags;
        if (a.valueOf !== Object.prototype.valueOf) return a.valueOf() === b.valueOf();
        if (a.toString !== Object.prototype.toString) return a.toString() === b.toString();
        keys = Object.keys(a);
        length = keys.length;
        if (length !== Object.keys(b).length) return false;
        for (i = length; i-- !== 0; )
          if (!Object.prototype.hasOwnProperty.call(b, keys[i])) return false;
        for (i = length; i-- !== 0; ) {
          var key = keys[i];
          if (!equal(a[key], b[key])) return false;
        }
        return true;
      }
      return a !== a && b !== b;
    };
  }
});

// node_modules/ajv/dist/runtime/equal.js
var require_equal = /* @__PURE__ */ __commonJS({
  "node_modules/ajv/dist/runtime/equal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var equal = /* @__PURE__ */ (() => require_fast_deep_equal())();
    equal.code = 'require("ajv/dist/runtime/equal").default';
    exports.default = equal;
  }
});

// <stdin>
var isBoardQuery = validate10;
var text0 = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
var pattern0 = /* @__PURE__ */ new RegExp(text0, "u");
function validate10(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "list" || key0 === "names" || key0 === "pictures")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.list !== void 0) {
      let data0 = data.list;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          fault("/list", "pattern", { pattern: text0 });
        }
      } else {
        fault("/list", "type", { type: "string" });
      }
    }
    if (data.names !== void 0) {
      if (!(data.names === "told")) {
        fault("/names", "enum", { allowedValues: ["told"] });
      }
    }
    if (data.pictures !== void 0) {
      if (!(data.pictures === "kept")) {
        fault("/pictures", "enum", { allowedValues: ["kept"] });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var isCancelRequest = validate11;
var func2 = /* @__PURE__ */ (() => require_ucs2length().default)();
function validate11(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "models" || key0 === "index")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.models !== void 0) {
      let data0 = data.models;
      if (Array.isArray(data0)) {
        if (data0.length > 20) {
          fault("/models", "maxItems", { limit: 20 });
        }
        if (data0.length < 1) {
          fault("/models", "minItems", { limit: 1 });
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (func2(data1) > 100) {
              fault("/models/" + i0, "maxLength", { limit: 100 });
            }
            if (func2(data1) < 1) {
              fault("/models/" + i0, "minLength", { limit: 1 });
            }
          } else {
            fault("/models/" + i0, "type", { type: "string" });
          }
        }
        let i1 = data0.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data0[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              fault("/models", "uniqueItems", { i: i1, j: j0 });
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        fault("/models", "type", { type: "array" });
      }
    }
    if (data.index !== void 0) {
      let data2 = data.index;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        fault("/index", "type", { type: "integer" });
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 3 || isNaN(data2)) {
          fault("/index", "maximum", { comparison: "<=", limit: 3 });
        }
        if (data2 < 0 || isNaN(data2)) {
          fault("/index", "minimum", { comparison: ">=", limit: 0 });
        }
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate11.errors = vErrors;
  return errors === 0;
}
var isChangeRunRequest = validate12;
var text1 = "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$";
var pattern1 = /* @__PURE__ */ new RegExp(text1, "u");
function validate12(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      fault("", "minProperties", { limit: 1 });
    }
    for (const key0 in data) {
      if (!(key0 === "visibility" || key0 === "expiresInDays" || key0 === "title")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.visibility !== void 0) {
      let data0 = data.visibility;
      if (!(data0 === "listed" || data0 === "unlisted" || data0 === "private")) {
        fault("/visibility", "enum", { allowedValues: ["listed", "unlisted", "private"] });
      }
    }
    if (data.expiresInDays !== void 0) {
      let data1 = data.expiresInDays;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        fault("/expiresInDays", "type", { type: "integer" });
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 3650 || isNaN(data1)) {
          fault("/expiresInDays", "maximum", { comparison: "<=", limit: 3650 });
        }
        if (data1 < 1 || isNaN(data1)) {
          fault("/expiresInDays", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 === "string") {
        if (func2(data2) > 100) {
          fault("/title", "maxLength", { limit: 100 });
        }
        if (!pattern1.test(data2)) {
          fault("/title", "pattern", { pattern: text1 });
        }
      } else {
        fault("/title", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate12.errors = vErrors;
  return errors === 0;
}
var isCreateKeyRequest = validate13;
var func0 = /* @__PURE__ */ (() => require_equal().default)();
var text2 = "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$";
var pattern2 = /* @__PURE__ */ new RegExp(text2, "u");
function validate13(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      fault("", "required", { missingProperty: "name" });
    }
    for (const key0 in data) {
      if (!(key0 === "name" || key0 === "scopes" || key0 === "expiresInDays" || key0 === "runsPerDay" || key0 === "usdPerMonth")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func2(data0) > 60) {
          fault("/name", "maxLength", { limit: 60 });
        }
        if (func2(data0) < 1) {
          fault("/name", "minLength", { limit: 1 });
        }
        if (!pattern2.test(data0)) {
          fault("/name", "pattern", { pattern: text2 });
        }
      } else {
        fault("/name", "type", { type: "string" });
      }
    }
    if (data.scopes !== void 0) {
      let data1 = data.scopes;
      if (Array.isArray(data1)) {
        if (data1.length > 5) {
          fault("/scopes", "maxItems", { limit: 5 });
        }
        if (data1.length < 1) {
          fault("/scopes", "minItems", { limit: 1 });
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (!(data2 === "draw" || data2 === "read" || data2 === "manage" || data2 === "vote" || data2 === "admin")) {
            fault("/scopes/" + i0, "enum", { allowedValues: ["draw", "read", "manage", "vote", "admin"] });
          }
        }
        let i1 = data1.length;
        let j0;
        if (i1 > 1) {
          outer0:
            for (; i1--; ) {
              for (j0 = i1; j0--; ) {
                if (func0(data1[i1], data1[j0])) {
                  fault("/scopes", "uniqueItems", { i: i1, j: j0 });
                  break outer0;
                }
              }
            }
        }
      } else {
        fault("/scopes", "type", { type: "array" });
      }
    }
    if (data.expiresInDays !== void 0) {
      let data3 = data.expiresInDays;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        fault("/expiresInDays", "type", { type: "integer" });
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 365 || isNaN(data3)) {
          fault("/expiresInDays", "maximum", { comparison: "<=", limit: 365 });
        }
        if (data3 < 1 || isNaN(data3)) {
          fault("/expiresInDays", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.runsPerDay !== void 0) {
      let data4 = data.runsPerDay;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        fault("/runsPerDay", "type", { type: "integer" });
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 1e6 || isNaN(data4)) {
          fault("/runsPerDay", "maximum", { comparison: "<=", limit: 1e6 });
        }
        if (data4 < 1 || isNaN(data4)) {
          fault("/runsPerDay", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.usdPerMonth !== void 0) {
      let data5 = data.usdPerMonth;
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 1e6 || isNaN(data5)) {
          fault("/usdPerMonth", "maximum", { comparison: "<=", limit: 1e6 });
        }
        if (data5 <= 0 || isNaN(data5)) {
          fault("/usdPerMonth", "exclusiveMinimum", { comparison: ">", limit: 0 });
        }
      } else {
        fault("/usdPerMonth", "type", { type: "number" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate13.errors = vErrors;
  return errors === 0;
}
var isCreateLinkRequest = validate14;
function validate14(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "withPrompt" || key0 === "withCosts")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.withPrompt !== void 0) {
      if (typeof data.withPrompt !== "boolean") {
        fault("/withPrompt", "type", { type: "boolean" });
      }
    }
    if (data.withCosts !== void 0) {
      if (typeof data.withCosts !== "boolean") {
        fault("/withCosts", "type", { type: "boolean" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate14.errors = vErrors;
  return errors === 0;
}
var isCreateListRequest = validate15;
function validate15(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      fault("", "required", { missingProperty: "name" });
    }
    if (data.prompts === void 0) {
      fault("", "required", { missingProperty: "prompts" });
    }
    for (const key0 in data) {
      if (!(key0 === "name" || key0 === "prompts" || key0 === "models" || key0 === "count" || key0 === "parameters" || key0 === "blind" || key0 === "budgetUsd" || key0 === "visibility")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func2(data0) > 100) {
          fault("/name", "maxLength", { limit: 100 });
        }
        if (func2(data0) < 1) {
          fault("/name", "minLength", { limit: 1 });
        }
        if (!pattern2.test(data0)) {
          fault("/name", "pattern", { pattern: text2 });
        }
      } else {
        fault("/name", "type", { type: "string" });
      }
    }
    if (data.prompts !== void 0) {
      let data1 = data.prompts;
      if (Array.isArray(data1)) {
        if (data1.length > 200) {
          fault("/prompts", "maxItems", { limit: 200 });
        }
        if (data1.length < 1) {
          fault("/prompts", "minItems", { limit: 1 });
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.text === void 0) {
              fault("/prompts/" + i0, "required", { missingProperty: "text" });
            }
            for (const key1 in data2) {
              if (!(key1 === "text" || key1 === "category")) {
                fault("/prompts/" + i0, "additionalProperties", { additionalProperty: key1 });
              }
            }
            if (data2.text !== void 0) {
              let data3 = data2.text;
              if (typeof data3 === "string") {
                if (func2(data3) > 1e3) {
                  fault("/prompts/" + i0 + "/text", "maxLength", { limit: 1e3 });
                }
                if (func2(data3) < 1) {
                  fault("/prompts/" + i0 + "/text", "minLength", { limit: 1 });
                }
                if (!pattern2.test(data3)) {
                  fault("/prompts/" + i0 + "/text", "pattern", { pattern: text2 });
                }
              } else {
                fault("/prompts/" + i0 + "/text", "type", { type: "string" });
              }
            }
            if (data2.category !== void 0) {
              let data4 = data2.category;
              if (typeof data4 === "string") {
                if (func2(data4) > 50) {
                  fault("/prompts/" + i0 + "/category", "maxLength", { limit: 50 });
                }
                if (func2(data4) < 1) {
                  fault("/prompts/" + i0 + "/category", "minLength", { limit: 1 });
                }
                if (!pattern2.test(data4)) {
                  fault("/prompts/" + i0 + "/category", "pattern", { pattern: text2 });
                }
              } else {
                fault("/prompts/" + i0 + "/category", "type", { type: "string" });
              }
            }
          } else {
            fault("/prompts/" + i0, "type", { type: "object" });
          }
        }
      } else {
        fault("/prompts", "type", { type: "array" });
      }
    }
    if (data.models !== void 0) {
      let data5 = data.models;
      if (Array.isArray(data5)) {
        if (data5.length > 20) {
          fault("/models", "maxItems", { limit: 20 });
        }
        if (data5.length < 1) {
          fault("/models", "minItems", { limit: 1 });
        }
        const len1 = data5.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data6 = data5[i1];
          if (typeof data6 === "string") {
            if (func2(data6) > 100) {
              fault("/models/" + i1, "maxLength", { limit: 100 });
            }
            if (func2(data6) < 1) {
              fault("/models/" + i1, "minLength", { limit: 1 });
            }
          } else {
            fault("/models/" + i1, "type", { type: "string" });
          }
        }
        let i2 = data5.length;
        let j0;
        if (i2 > 1) {
          const indices0 = {};
          for (; i2--; ) {
            let item0 = data5[i2];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              fault("/models", "uniqueItems", { i: i2, j: j0 });
              break;
            }
            indices0[item0] = i2;
          }
        }
      } else {
        fault("/models", "type", { type: "array" });
      }
    }
    if (data.count !== void 0) {
      let data7 = data.count;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        fault("/count", "type", { type: "integer" });
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 4 || isNaN(data7)) {
          fault("/count", "maximum", { comparison: "<=", limit: 4 });
        }
        if (data7 < 1 || isNaN(data7)) {
          fault("/count", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.parameters !== void 0) {
      let data8 = data.parameters;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key2 in data8) {
          if (!(key2 === "aspectRatio" || key2 === "seed" || key2 === "negativePrompt" || key2 === "steps" || key2 === "guidance" || key2 === "control")) {
            fault("/parameters", "additionalProperties", { additionalProperty: key2 });
          }
        }
        if (data8.aspectRatio !== void 0) {
          let data9 = data8.aspectRatio;
          if (!(data9 === "1:1" || data9 === "16:9" || data9 === "9:16" || data9 === "4:3" || data9 === "3:4" || data9 === "3:2" || data9 === "2:3")) {
            fault("/parameters/aspectRatio", "enum", { allowedValues: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] });
          }
        }
        if (data8.seed !== void 0) {
          let data10 = data8.seed;
          if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
            fault("/parameters/seed", "type", { type: "integer" });
          }
          if (typeof data10 == "number" && isFinite(data10)) {
            if (data10 > 2147483647 || isNaN(data10)) {
              fault("/parameters/seed", "maximum", { comparison: "<=", limit: 2147483647 });
            }
            if (data10 < 0 || isNaN(data10)) {
              fault("/parameters/seed", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
        if (data8.negativePrompt !== void 0) {
          let data11 = data8.negativePrompt;
          if (typeof data11 === "string") {
            if (func2(data11) > 1e3) {
              fault("/parameters/negativePrompt", "maxLength", { limit: 1e3 });
            }
            if (!pattern1.test(data11)) {
              fault("/parameters/negativePrompt", "pattern", { pattern: text1 });
            }
          } else {
            fault("/parameters/negativePrompt", "type", { type: "string" });
          }
        }
        if (data8.steps !== void 0) {
          let data12 = data8.steps;
          if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
            fault("/parameters/steps", "type", { type: "integer" });
          }
          if (typeof data12 == "number" && isFinite(data12)) {
            if (data12 > 100 || isNaN(data12)) {
              fault("/parameters/steps", "maximum", { comparison: "<=", limit: 100 });
            }
            if (data12 < 1 || isNaN(data12)) {
              fault("/parameters/steps", "minimum", { comparison: ">=", limit: 1 });
            }
          }
        }
        if (data8.guidance !== void 0) {
          let data13 = data8.guidance;
          if (typeof data13 == "number" && isFinite(data13)) {
            if (data13 > 30 || isNaN(data13)) {
              fault("/parameters/guidance", "maximum", { comparison: "<=", limit: 30 });
            }
            if (data13 < 0 || isNaN(data13)) {
              fault("/parameters/guidance", "minimum", { comparison: ">=", limit: 0 });
            }
          } else {
            fault("/parameters/guidance", "type", { type: "number" });
          }
        }
        if (data8.control !== void 0) {
          let data14 = data8.control;
          if (typeof data14 == "number" && isFinite(data14)) {
            if (data14 > 2 || isNaN(data14)) {
              fault("/parameters/control", "maximum", { comparison: "<=", limit: 2 });
            }
            if (data14 < 0 || isNaN(data14)) {
              fault("/parameters/control", "minimum", { comparison: ">=", limit: 0 });
            }
          } else {
            fault("/parameters/control", "type", { type: "number" });
          }
        }
      } else {
        fault("/parameters", "type", { type: "object" });
      }
    }
    if (data.blind !== void 0) {
      if (typeof data.blind !== "boolean") {
        fault("/blind", "type", { type: "boolean" });
      }
    }
    if (data.budgetUsd !== void 0) {
      let data16 = data.budgetUsd;
      if (typeof data16 == "number" && isFinite(data16)) {
        if (data16 > 1e6 || isNaN(data16)) {
          fault("/budgetUsd", "maximum", { comparison: "<=", limit: 1e6 });
        }
        if (data16 <= 0 || isNaN(data16)) {
          fault("/budgetUsd", "exclusiveMinimum", { comparison: ">", limit: 0 });
        }
      } else {
        fault("/budgetUsd", "type", { type: "number" });
      }
    }
    if (data.visibility !== void 0) {
      let data17 = data.visibility;
      if (!(data17 === "private" || data17 === "unlisted")) {
        fault("/visibility", "enum", { allowedValues: ["private", "unlisted"] });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate15.errors = vErrors;
  return errors === 0;
}
var isCreateReferenceRequest = validate16;
var text8 = "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$";
var pattern8 = /* @__PURE__ */ new RegExp(text8, "u");
function validate16(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.contentType === void 0) {
      fault("", "required", { missingProperty: "contentType" });
    }
    if (data.bytes === void 0) {
      fault("", "required", { missingProperty: "bytes" });
    }
  }
  var _valid0 = _errs2 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.from === void 0) {
      fault("", "required", { missingProperty: "from" });
    }
  }
  var _valid0 = _errs3 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    fault("", "oneOf", { passingSchemas: passing0 });
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "contentType" || key0 === "bytes" || key0 === "from")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.contentType !== void 0) {
      let data0 = data.contentType;
      if (!(data0 === "image/png" || data0 === "image/jpeg" || data0 === "image/webp" || data0 === "image/gif" || data0 === "image/avif")) {
        fault("/contentType", "enum", { allowedValues: ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"] });
      }
    }
    if (data.bytes !== void 0) {
      let data1 = data.bytes;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        fault("/bytes", "type", { type: "integer" });
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 20971520 || isNaN(data1)) {
          fault("/bytes", "maximum", { comparison: "<=", limit: 20971520 });
        }
        if (data1 < 1 || isNaN(data1)) {
          fault("/bytes", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.from !== void 0) {
      let data2 = data.from;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.jobId === void 0) {
          fault("/from", "required", { missingProperty: "jobId" });
        }
        if (data2.modelId === void 0) {
          fault("/from", "required", { missingProperty: "modelId" });
        }
        for (const key1 in data2) {
          if (!(key1 === "jobId" || key1 === "modelId" || key1 === "index")) {
            fault("/from", "additionalProperties", { additionalProperty: key1 });
          }
        }
        if (data2.jobId !== void 0) {
          let data3 = data2.jobId;
          if (typeof data3 === "string") {
            if (!pattern0.test(data3)) {
              fault("/from/jobId", "pattern", { pattern: text0 });
            }
          } else {
            fault("/from/jobId", "type", { type: "string" });
          }
        }
        if (data2.modelId !== void 0) {
          let data4 = data2.modelId;
          if (typeof data4 === "string") {
            if (!pattern8.test(data4)) {
              fault("/from/modelId", "pattern", { pattern: text8 });
            }
          } else {
            fault("/from/modelId", "type", { type: "string" });
          }
        }
        if (data2.index !== void 0) {
          let data5 = data2.index;
          if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
            fault("/from/index", "type", { type: "integer" });
          }
          if (typeof data5 == "number" && isFinite(data5)) {
            if (data5 > 3 || isNaN(data5)) {
              fault("/from/index", "maximum", { comparison: "<=", limit: 3 });
            }
            if (data5 < 0 || isNaN(data5)) {
              fault("/from/index", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
      } else {
        fault("/from", "type", { type: "object" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate16.errors = vErrors;
  return errors === 0;
}
var isEnhanceRequest = validate17;
function validate17(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prompt === void 0) {
      fault("", "required", { missingProperty: "prompt" });
    }
    for (const key0 in data) {
      if (!(key0 === "prompt")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.prompt !== void 0) {
      let data0 = data.prompt;
      if (typeof data0 === "string") {
        if (func2(data0) > 500) {
          fault("/prompt", "maxLength", { limit: 500 });
        }
        if (func2(data0) < 1) {
          fault("/prompt", "minLength", { limit: 1 });
        }
        if (!pattern2.test(data0)) {
          fault("/prompt", "pattern", { pattern: text2 });
        }
      } else {
        fault("/prompt", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate17.errors = vErrors;
  return errors === 0;
}
var isExportQuery = validate18;
var text10 = "^[A-Za-z0-9_-]{32}$";
var pattern10 = /* @__PURE__ */ new RegExp(text10, "u");
function validate18(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        fault("/limit", "type", { type: "integer" });
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 100 || isNaN(data0)) {
          fault("/limit", "maximum", { comparison: "<=", limit: 100 });
        }
        if (data0 < 1 || isNaN(data0)) {
          fault("/limit", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern10.test(data1)) {
          fault("/cursor", "pattern", { pattern: text10 });
        }
      } else {
        fault("/cursor", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate18.errors = vErrors;
  return errors === 0;
}
var isGalleryListQuery = validate19;
var text13 = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$";
var pattern13 = /* @__PURE__ */ new RegExp(text13, "u");
function validate19(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor" || key0 === "q" || key0 === "model" || key0 === "aspectRatio" || key0 === "from" || key0 === "to")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        fault("/limit", "type", { type: "integer" });
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 100 || isNaN(data0)) {
          fault("/limit", "maximum", { comparison: "<=", limit: 100 });
        }
        if (data0 < 1 || isNaN(data0)) {
          fault("/limit", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern10.test(data1)) {
          fault("/cursor", "pattern", { pattern: text10 });
        }
      } else {
        fault("/cursor", "type", { type: "string" });
      }
    }
    if (data.q !== void 0) {
      let data2 = data.q;
      if (typeof data2 === "string") {
        if (func2(data2) > 200) {
          fault("/q", "maxLength", { limit: 200 });
        }
        if (!pattern1.test(data2)) {
          fault("/q", "pattern", { pattern: text1 });
        }
      } else {
        fault("/q", "type", { type: "string" });
      }
    }
    if (data.model !== void 0) {
      let data3 = data.model;
      if (typeof data3 === "string") {
        if (func2(data3) > 100) {
          fault("/model", "maxLength", { limit: 100 });
        }
        if (func2(data3) < 1) {
          fault("/model", "minLength", { limit: 1 });
        }
      } else {
        fault("/model", "type", { type: "string" });
      }
    }
    if (data.aspectRatio !== void 0) {
      let data4 = data.aspectRatio;
      if (!(data4 === "1:1" || data4 === "16:9" || data4 === "9:16" || data4 === "4:3" || data4 === "3:4" || data4 === "3:2" || data4 === "2:3")) {
        fault("/aspectRatio", "enum", { allowedValues: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] });
      }
    }
    if (data.from !== void 0) {
      let data5 = data.from;
      if (typeof data5 === "string") {
        if (!pattern13.test(data5)) {
          fault("/from", "pattern", { pattern: text13 });
        }
      } else {
        fault("/from", "type", { type: "string" });
      }
    }
    if (data.to !== void 0) {
      let data6 = data.to;
      if (typeof data6 === "string") {
        if (!pattern13.test(data6)) {
          fault("/to", "pattern", { pattern: text13 });
        }
      } else {
        fault("/to", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate19.errors = vErrors;
  return errors === 0;
}
var isGenerateRequest = validate20;
function validate20(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  const _errs1 = errors;
  let valid0 = false;
  const _errs2 = errors;
  const _errs3 = errors;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.index === void 0 && (missing0 = "index")) {
      fault();
    }
  }
  var valid1 = _errs4 === errors;
  if (valid1) {
    fault("", "not", {});
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs5 = errors;
  let valid2 = false;
  const _errs6 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prompt === void 0) {
      fault("", "required", { missingProperty: "prompt" });
    }
  }
  var _valid1 = _errs6 === errors;
  valid2 = valid2 || _valid1;
  if (!valid2) {
    const _errs7 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.operation === void 0) {
        fault("", "required", { missingProperty: "operation" });
      }
      if (data.operation !== void 0) {
        if ("enlarge" !== data.operation) {
          fault("/operation", "const", { allowedValue: "enlarge" });
        }
      }
    }
    var _valid1 = _errs7 === errors;
    valid2 = valid2 || _valid1;
    if (!valid2) {
      const _errs9 = errors;
      if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.operation === void 0) {
          fault("", "required", { missingProperty: "operation" });
        }
        if (data.operation !== void 0) {
          if ("cut-out" !== data.operation) {
            fault("/operation", "const", { allowedValue: "cut-out" });
          }
        }
      }
      var _valid1 = _errs9 === errors;
      valid2 = valid2 || _valid1;
    }
  }
  if (!valid2) {
    fault("", "anyOf", {});
  } else {
    errors = _errs5;
    if (vErrors !== null) {
      if (_errs5) {
        vErrors.length = _errs5;
      } else {
        vErrors = null;
      }
    }
  }
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const _errs11 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.retryOf === void 0) {
        fault("", "required", { missingProperty: "retryOf" });
      }
    }
    var _valid0 = _errs11 === errors;
    valid0 = valid0 || _valid0;
    if (!valid0) {
      const _errs12 = errors;
      if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.cell === void 0) {
          fault("", "required", { missingProperty: "cell" });
        }
      }
      var _valid0 = _errs12 === errors;
      valid0 = valid0 || _valid0;
    }
  }
  if (!valid0) {
    fault("", "anyOf", {});
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!["prompt", "models", "aspectRatio", "seed", "negativePrompt", "steps", "guidance", "control", "count", "index", "retryOf", "operation", "references", "mask", "expand", "parent", "blind", "cell", "visibility", "expiresInDays", "ip"].includes(key0)) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.prompt !== void 0) {
      let data2 = data.prompt;
      if (typeof data2 === "string") {
        if (func2(data2) > 1e3) {
          fault("/prompt", "maxLength", { limit: 1e3 });
        }
        if (func2(data2) < 1) {
          fault("/prompt", "minLength", { limit: 1 });
        }
        if (!pattern2.test(data2)) {
          fault("/prompt", "pattern", { pattern: text2 });
        }
      } else {
        fault("/prompt", "type", { type: "string" });
      }
    }
    if (data.models !== void 0) {
      let data3 = data.models;
      if (Array.isArray(data3)) {
        if (data3.length > 20) {
          fault("/models", "maxItems", { limit: 20 });
        }
        if (data3.length < 1) {
          fault("/models", "minItems", { limit: 1 });
        }
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 === "string") {
            if (func2(data4) > 100) {
              fault("/models/" + i0, "maxLength", { limit: 100 });
            }
            if (func2(data4) < 1) {
              fault("/models/" + i0, "minLength", { limit: 1 });
            }
          } else {
            fault("/models/" + i0, "type", { type: "string" });
          }
        }
        let i1 = data3.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data3[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              fault("/models", "uniqueItems", { i: i1, j: j0 });
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        fault("/models", "type", { type: "array" });
      }
    }
    if (data.aspectRatio !== void 0) {
      let data5 = data.aspectRatio;
      if (!(data5 === "1:1" || data5 === "16:9" || data5 === "9:16" || data5 === "4:3" || data5 === "3:4" || data5 === "3:2" || data5 === "2:3")) {
        fault("/aspectRatio", "enum", { allowedValues: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] });
      }
    }
    if (data.seed !== void 0) {
      let data6 = data.seed;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        fault("/seed", "type", { type: "integer" });
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 2147483647 || isNaN(data6)) {
          fault("/seed", "maximum", { comparison: "<=", limit: 2147483647 });
        }
        if (data6 < 0 || isNaN(data6)) {
          fault("/seed", "minimum", { comparison: ">=", limit: 0 });
        }
      }
    }
    if (data.negativePrompt !== void 0) {
      let data7 = data.negativePrompt;
      if (typeof data7 === "string") {
        if (func2(data7) > 1e3) {
          fault("/negativePrompt", "maxLength", { limit: 1e3 });
        }
        if (!pattern1.test(data7)) {
          fault("/negativePrompt", "pattern", { pattern: text1 });
        }
      } else {
        fault("/negativePrompt", "type", { type: "string" });
      }
    }
    if (data.steps !== void 0) {
      let data8 = data.steps;
      if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
        fault("/steps", "type", { type: "integer" });
      }
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 > 100 || isNaN(data8)) {
          fault("/steps", "maximum", { comparison: "<=", limit: 100 });
        }
        if (data8 < 1 || isNaN(data8)) {
          fault("/steps", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.guidance !== void 0) {
      let data9 = data.guidance;
      if (typeof data9 == "number" && isFinite(data9)) {
        if (data9 > 30 || isNaN(data9)) {
          fault("/guidance", "maximum", { comparison: "<=", limit: 30 });
        }
        if (data9 < 0 || isNaN(data9)) {
          fault("/guidance", "minimum", { comparison: ">=", limit: 0 });
        }
      } else {
        fault("/guidance", "type", { type: "number" });
      }
    }
    if (data.control !== void 0) {
      let data10 = data.control;
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 > 2 || isNaN(data10)) {
          fault("/control", "maximum", { comparison: "<=", limit: 2 });
        }
        if (data10 < 0 || isNaN(data10)) {
          fault("/control", "minimum", { comparison: ">=", limit: 0 });
        }
      } else {
        fault("/control", "type", { type: "number" });
      }
    }
    if (data.count !== void 0) {
      let data11 = data.count;
      if (!(typeof data11 == "number" && (!(data11 % 1) && !isNaN(data11)) && isFinite(data11))) {
        fault("/count", "type", { type: "integer" });
      }
      if (typeof data11 == "number" && isFinite(data11)) {
        if (data11 > 4 || isNaN(data11)) {
          fault("/count", "maximum", { comparison: "<=", limit: 4 });
        }
        if (data11 < 1 || isNaN(data11)) {
          fault("/count", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.index !== void 0) {
      let data12 = data.index;
      if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
        fault("/index", "type", { type: "integer" });
      }
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 > 3 || isNaN(data12)) {
          fault("/index", "maximum", { comparison: "<=", limit: 3 });
        }
        if (data12 < 0 || isNaN(data12)) {
          fault("/index", "minimum", { comparison: ">=", limit: 0 });
        }
      }
    }
    if (data.retryOf !== void 0) {
      let data13 = data.retryOf;
      if (typeof data13 === "string") {
        if (!pattern0.test(data13)) {
          fault("/retryOf", "pattern", { pattern: text0 });
        }
      } else {
        fault("/retryOf", "type", { type: "string" });
      }
    }
    if (data.operation !== void 0) {
      let data14 = data.operation;
      if (!(data14 === "generate" || data14 === "change" || data14 === "combine" || data14 === "repaint" || data14 === "widen" || data14 === "enlarge" || data14 === "cut-out")) {
        fault("/operation", "enum", { allowedValues: ["generate", "change", "combine", "repaint", "widen", "enlarge", "cut-out"] });
      }
    }
    if (data.references !== void 0) {
      let data15 = data.references;
      if (Array.isArray(data15)) {
        if (data15.length > 4) {
          fault("/references", "maxItems", { limit: 4 });
        }
        if (data15.length < 1) {
          fault("/references", "minItems", { limit: 1 });
        }
        const len1 = data15.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data16 = data15[i2];
          if (typeof data16 === "string") {
            if (!pattern10.test(data16)) {
              fault("/references/" + i2, "pattern", { pattern: text10 });
            }
          } else {
            fault("/references/" + i2, "type", { type: "string" });
          }
        }
        let i3 = data15.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data15[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              fault("/references", "uniqueItems", { i: i3, j: j1 });
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        fault("/references", "type", { type: "array" });
      }
    }
    if (data.mask !== void 0) {
      let data17 = data.mask;
      if (typeof data17 === "string") {
        if (!pattern10.test(data17)) {
          fault("/mask", "pattern", { pattern: text10 });
        }
      } else {
        fault("/mask", "type", { type: "string" });
      }
    }
    if (data.expand !== void 0) {
      let data18 = data.expand;
      if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
        if (Object.keys(data18).length < 1) {
          fault("/expand", "minProperties", { limit: 1 });
        }
        for (const key1 in data18) {
          if (!(key1 === "left" || key1 === "right" || key1 === "top" || key1 === "bottom")) {
            fault("/expand", "additionalProperties", { additionalProperty: key1 });
          }
        }
        if (data18.left !== void 0) {
          let data19 = data18.left;
          if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19)) && isFinite(data19))) {
            fault("/expand/left", "type", { type: "integer" });
          }
          if (typeof data19 == "number" && isFinite(data19)) {
            if (data19 > 2e3 || isNaN(data19)) {
              fault("/expand/left", "maximum", { comparison: "<=", limit: 2e3 });
            }
            if (data19 < 0 || isNaN(data19)) {
              fault("/expand/left", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
        if (data18.right !== void 0) {
          let data20 = data18.right;
          if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
            fault("/expand/right", "type", { type: "integer" });
          }
          if (typeof data20 == "number" && isFinite(data20)) {
            if (data20 > 2e3 || isNaN(data20)) {
              fault("/expand/right", "maximum", { comparison: "<=", limit: 2e3 });
            }
            if (data20 < 0 || isNaN(data20)) {
              fault("/expand/right", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
        if (data18.top !== void 0) {
          let data21 = data18.top;
          if (!(typeof data21 == "number" && (!(data21 % 1) && !isNaN(data21)) && isFinite(data21))) {
            fault("/expand/top", "type", { type: "integer" });
          }
          if (typeof data21 == "number" && isFinite(data21)) {
            if (data21 > 2e3 || isNaN(data21)) {
              fault("/expand/top", "maximum", { comparison: "<=", limit: 2e3 });
            }
            if (data21 < 0 || isNaN(data21)) {
              fault("/expand/top", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
        if (data18.bottom !== void 0) {
          let data22 = data18.bottom;
          if (!(typeof data22 == "number" && (!(data22 % 1) && !isNaN(data22)) && isFinite(data22))) {
            fault("/expand/bottom", "type", { type: "integer" });
          }
          if (typeof data22 == "number" && isFinite(data22)) {
            if (data22 > 2e3 || isNaN(data22)) {
              fault("/expand/bottom", "maximum", { comparison: "<=", limit: 2e3 });
            }
            if (data22 < 0 || isNaN(data22)) {
              fault("/expand/bottom", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
      } else {
        fault("/expand", "type", { type: "object" });
      }
    }
    if (data.parent !== void 0) {
      let data23 = data.parent;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        if (data23.jobId === void 0) {
          fault("/parent", "required", { missingProperty: "jobId" });
        }
        if (data23.modelId === void 0) {
          fault("/parent", "required", { missingProperty: "modelId" });
        }
        for (const key2 in data23) {
          if (!(key2 === "jobId" || key2 === "modelId" || key2 === "index")) {
            fault("/parent", "additionalProperties", { additionalProperty: key2 });
          }
        }
        if (data23.jobId !== void 0) {
          let data24 = data23.jobId;
          if (typeof data24 === "string") {
            if (!pattern0.test(data24)) {
              fault("/parent/jobId", "pattern", { pattern: text0 });
            }
          } else {
            fault("/parent/jobId", "type", { type: "string" });
          }
        }
        if (data23.modelId !== void 0) {
          let data25 = data23.modelId;
          if (typeof data25 === "string") {
            if (!pattern8.test(data25)) {
              fault("/parent/modelId", "pattern", { pattern: text8 });
            }
          } else {
            fault("/parent/modelId", "type", { type: "string" });
          }
        }
        if (data23.index !== void 0) {
          let data26 = data23.index;
          if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
            fault("/parent/index", "type", { type: "integer" });
          }
          if (typeof data26 == "number" && isFinite(data26)) {
            if (data26 > 3 || isNaN(data26)) {
              fault("/parent/index", "maximum", { comparison: "<=", limit: 3 });
            }
            if (data26 < 0 || isNaN(data26)) {
              fault("/parent/index", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
      } else {
        fault("/parent", "type", { type: "object" });
      }
    }
    if (data.blind !== void 0) {
      if (typeof data.blind !== "boolean") {
        fault("/blind", "type", { type: "boolean" });
      }
    }
    if (data.cell !== void 0) {
      let data28 = data.cell;
      if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
        if (data28.listId === void 0) {
          fault("/cell", "required", { missingProperty: "listId" });
        }
        if (data28.n === void 0) {
          fault("/cell", "required", { missingProperty: "n" });
        }
        for (const key3 in data28) {
          if (!(key3 === "listId" || key3 === "n")) {
            fault("/cell", "additionalProperties", { additionalProperty: key3 });
          }
        }
        if (data28.listId !== void 0) {
          let data29 = data28.listId;
          if (typeof data29 === "string") {
            if (!pattern0.test(data29)) {
              fault("/cell/listId", "pattern", { pattern: text0 });
            }
          } else {
            fault("/cell/listId", "type", { type: "string" });
          }
        }
        if (data28.n !== void 0) {
          let data30 = data28.n;
          if (!(typeof data30 == "number" && (!(data30 % 1) && !isNaN(data30)) && isFinite(data30))) {
            fault("/cell/n", "type", { type: "integer" });
          }
          if (typeof data30 == "number" && isFinite(data30)) {
            if (data30 > 199 || isNaN(data30)) {
              fault("/cell/n", "maximum", { comparison: "<=", limit: 199 });
            }
            if (data30 < 0 || isNaN(data30)) {
              fault("/cell/n", "minimum", { comparison: ">=", limit: 0 });
            }
          }
        }
      } else {
        fault("/cell", "type", { type: "object" });
      }
    }
    if (data.visibility !== void 0) {
      let data31 = data.visibility;
      if (!(data31 === "listed" || data31 === "unlisted" || data31 === "private")) {
        fault("/visibility", "enum", { allowedValues: ["listed", "unlisted", "private"] });
      }
    }
    if (data.expiresInDays !== void 0) {
      let data32 = data.expiresInDays;
      if (!(typeof data32 == "number" && (!(data32 % 1) && !isNaN(data32)) && isFinite(data32))) {
        fault("/expiresInDays", "type", { type: "integer" });
      }
      if (typeof data32 == "number" && isFinite(data32)) {
        if (data32 > 3650 || isNaN(data32)) {
          fault("/expiresInDays", "maximum", { comparison: "<=", limit: 3650 });
        }
        if (data32 < 1 || isNaN(data32)) {
          fault("/expiresInDays", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var isIdempotencyKey = validate21;
var text23 = "^[!-~](?:[ -~]{0,253}[!-~])?$";
var pattern23 = /* @__PURE__ */ new RegExp(text23, "u");
function validate21(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern23.test(data)) {
      fault("", "pattern", { pattern: text23 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var isJobId = validate22;
function validate22(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern0.test(data)) {
      fault("", "pattern", { pattern: text0 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var isKeyId = validate23;
var text25 = "^[0-9A-Za-z]{10}$";
var pattern25 = /* @__PURE__ */ new RegExp(text25, "u");
function validate23(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern25.test(data)) {
      fault("", "pattern", { pattern: text25 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var isLinkId = validate24;
var text26 = "^[A-Za-z0-9_-]{22}$";
var pattern26 = /* @__PURE__ */ new RegExp(text26, "u");
function validate24(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern26.test(data)) {
      fault("", "pattern", { pattern: text26 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate24.errors = vErrors;
  return errors === 0;
}
var isListId = validate25;
function validate25(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern0.test(data)) {
      fault("", "pattern", { pattern: text0 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var isListsQuery = validate26;
function validate26(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        fault("/limit", "type", { type: "integer" });
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 50 || isNaN(data0)) {
          fault("/limit", "maximum", { comparison: "<=", limit: 50 });
        }
        if (data0 < 1 || isNaN(data0)) {
          fault("/limit", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern10.test(data1)) {
          fault("/cursor", "pattern", { pattern: text10 });
        }
      } else {
        fault("/cursor", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate26.errors = vErrors;
  return errors === 0;
}
var isModelOverride = validate27;
var text29 = "^[!-~](?:[ -~]{0,198}[!-~])?$";
var pattern29 = /* @__PURE__ */ new RegExp(text29, "u");
var text30 = "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$";
var pattern30 = /* @__PURE__ */ new RegExp(text30, "u");
var text31 = "^[a-z]{2}(?:-[a-z]+)+-\\d$";
var pattern31 = /* @__PURE__ */ new RegExp(text31, "u");
var text32 = "^(?!0+[x:])[!-~]{1,60}$";
var pattern32 = /* @__PURE__ */ new RegExp(text32, "u");
var text39 = "^.*$";
var pattern39 = /* @__PURE__ */ new RegExp(text39, "u");
function validate27(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!["provider", "model", "baseUrl", "region", "priceUsd", "timeoutSeconds", "supports", "sizes", "fixed", "textModel"].includes(key0)) {
        fault("/" + key0);
      }
    }
    if (data.provider !== void 0) {
      if (typeof data.provider !== "string") {
        fault("/provider");
      }
    }
    if (data.model !== void 0) {
      let data1 = data.model;
      if (typeof data1 === "string") {
        if (!pattern29.test(data1)) {
          fault("/model");
        }
      } else {
        fault("/model");
      }
    }
    if (data.baseUrl !== void 0) {
      let data2 = data.baseUrl;
      if (typeof data2 === "string") {
        if (!pattern30.test(data2)) {
          fault("/baseUrl");
        }
      } else {
        fault("/baseUrl");
      }
    }
    if (data.region !== void 0) {
      let data3 = data.region;
      if (typeof data3 === "string") {
        if (!pattern31.test(data3)) {
          fault("/region");
        }
      } else {
        fault("/region");
      }
    }
    if (data.priceUsd !== void 0) {
      let data4 = data.priceUsd;
      const _errs11 = errors;
      let valid1 = false;
      const _errs12 = errors;
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 1e3 || isNaN(data4)) {
          fault("/priceUsd");
        }
        if (data4 < 0 || isNaN(data4)) {
          fault("/priceUsd");
        }
      } else {
        fault("/priceUsd");
      }
      var _valid0 = _errs12 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const _errs14 = errors;
        if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
          if (data4.low === void 0) {
            fault("/priceUsd");
          }
          if (data4.high === void 0) {
            fault("/priceUsd");
          }
          for (const key1 in data4) {
            if (!(key1 === "low" || key1 === "high")) {
              fault("/priceUsd");
            }
          }
          if (data4.low !== void 0) {
            let data5 = data4.low;
            if (typeof data5 == "number" && isFinite(data5)) {
              if (data5 > 1e3 || isNaN(data5)) {
                fault("/priceUsd");
              }
              if (data5 < 0 || isNaN(data5)) {
                fault("/priceUsd");
              }
            } else {
              fault("/priceUsd");
            }
          }
          if (data4.high !== void 0) {
            let data6 = data4.high;
            if (typeof data6 == "number" && isFinite(data6)) {
              if (data6 > 1e3 || isNaN(data6)) {
                fault("/priceUsd");
              }
              if (data6 < 0 || isNaN(data6)) {
                fault("/priceUsd");
              }
            } else {
              fault("/priceUsd");
            }
          }
        } else {
          fault("/priceUsd");
        }
        var _valid0 = _errs14 === errors;
        valid1 = valid1 || _valid0;
      }
      if (!valid1) {
        fault("/priceUsd");
      } else {
        errors = _errs11;
        if (vErrors !== null) {
          if (_errs11) {
            vErrors.length = _errs11;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.timeoutSeconds !== void 0) {
      let data7 = data.timeoutSeconds;
      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
        fault("/timeoutSeconds");
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 280 || isNaN(data7)) {
          fault("/timeoutSeconds");
        }
        if (data7 < 5 || isNaN(data7)) {
          fault("/timeoutSeconds");
        }
      }
    }
    if (data.supports !== void 0) {
      let data8 = data.supports;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key2 in data8) {
          if (!(key2 === "aspectRatios" || key2 === "seed" || key2 === "negativePrompt" || key2 === "steps" || key2 === "guidance" || key2 === "control" || key2 === "operations")) {
            fault("/supports");
          }
        }
        if (data8.aspectRatios !== void 0) {
          let data9 = data8.aspectRatios;
          if (Array.isArray(data9)) {
            const len0 = data9.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data10 = data9[i0];
              if (!(data10 === "1:1" || data10 === "16:9" || data10 === "9:16" || data10 === "4:3" || data10 === "3:4" || data10 === "3:2" || data10 === "2:3")) {
                fault("/supports");
              }
            }
          } else {
            fault("/supports");
          }
        }
        if (data8.seed !== void 0) {
          if (typeof data8.seed !== "boolean") {
            fault("/supports");
          }
        }
        if (data8.negativePrompt !== void 0) {
          if (typeof data8.negativePrompt !== "boolean") {
            fault("/supports");
          }
        }
        if (data8.steps !== void 0) {
          if (typeof data8.steps !== "boolean") {
            fault("/supports");
          }
        }
        if (data8.guidance !== void 0) {
          if (typeof data8.guidance !== "boolean") {
            fault("/supports");
          }
        }
        if (data8.control !== void 0) {
          if (typeof data8.control !== "boolean") {
            fault("/supports");
          }
        }
        if (data8.operations !== void 0) {
          let data16 = data8.operations;
          if (Array.isArray(data16)) {
            const len1 = data16.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data17 = data16[i1];
              if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
                if (data17.operation === void 0) {
                  fault("/supports");
                }
                if (data17.references === void 0) {
                  fault("/supports");
                }
                if (data17.referenceUsd === void 0) {
                  fault("/supports");
                }
                for (const key3 in data17) {
                  if (!(key3 === "operation" || key3 === "references" || key3 === "referenceUsd" || key3 === "priceUsd" || key3 === "model" || key3 === "limits" || key3 === "scale")) {
                    fault("/supports");
                  }
                }
                if (data17.operation !== void 0) {
                  let data18 = data17.operation;
                  if (!(data18 === "change" || data18 === "combine" || data18 === "repaint" || data18 === "widen" || data18 === "enlarge" || data18 === "cut-out")) {
                    fault("/supports");
                  }
                }
                if (data17.references !== void 0) {
                  let data19 = data17.references;
                  if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19)) && isFinite(data19))) {
                    fault("/supports");
                  }
                  if (typeof data19 == "number" && isFinite(data19)) {
                    if (data19 > 4 || isNaN(data19)) {
                      fault("/supports");
                    }
                    if (data19 < 1 || isNaN(data19)) {
                      fault("/supports");
                    }
                  }
                }
                if (data17.referenceUsd !== void 0) {
                  let data20 = data17.referenceUsd;
                  if (typeof data20 == "number" && isFinite(data20)) {
                    if (data20 < 0 || isNaN(data20)) {
                      fault("/supports");
                    }
                  } else {
                    fault("/supports");
                  }
                }
                if (data17.priceUsd !== void 0) {
                  let data21 = data17.priceUsd;
                  if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
                    if (data21.low === void 0) {
                      fault("/supports");
                    }
                    if (data21.high === void 0) {
                      fault("/supports");
                    }
                    for (const key4 in data21) {
                      if (!(key4 === "low" || key4 === "high")) {
                        fault("/supports");
                      }
                    }
                    if (data21.low !== void 0) {
                      let data22 = data21.low;
                      if (typeof data22 == "number" && isFinite(data22)) {
                        if (data22 < 0 || isNaN(data22)) {
                          fault("/supports");
                        }
                      } else {
                        fault("/supports");
                      }
                    }
                    if (data21.high !== void 0) {
                      let data23 = data21.high;
                      if (typeof data23 == "number" && isFinite(data23)) {
                        if (data23 < 0 || isNaN(data23)) {
                          fault("/supports");
                        }
                      } else {
                        fault("/supports");
                      }
                    }
                  } else {
                    fault("/supports");
                  }
                }
                if (data17.model !== void 0) {
                  if (typeof data17.model !== "string") {
                    fault("/supports");
                  }
                }
                if (data17.limits !== void 0) {
                  let data25 = data17.limits;
                  if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
                    for (const key5 in data25) {
                      if (!(key5 === "shortestSide" || key5 === "longestSide" || key5 === "pixels" || key5 === "ratio")) {
                        fault("/supports");
                      }
                    }
                    if (data25.shortestSide !== void 0) {
                      let data26 = data25.shortestSide;
                      if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
                        fault("/supports");
                      }
                      if (typeof data26 == "number" && isFinite(data26)) {
                        if (data26 < 1 || isNaN(data26)) {
                          fault("/supports");
                        }
                      }
                    }
                    if (data25.longestSide !== void 0) {
                      let data27 = data25.longestSide;
                      if (!(typeof data27 == "number" && (!(data27 % 1) && !isNaN(data27)) && isFinite(data27))) {
                        fault("/supports");
                      }
                      if (typeof data27 == "number" && isFinite(data27)) {
                        if (data27 < 1 || isNaN(data27)) {
                          fault("/supports");
                        }
                      }
                    }
                    if (data25.pixels !== void 0) {
                      let data28 = data25.pixels;
                      if (!(typeof data28 == "number" && (!(data28 % 1) && !isNaN(data28)) && isFinite(data28))) {
                        fault("/supports");
                      }
                      if (typeof data28 == "number" && isFinite(data28)) {
                        if (data28 < 1 || isNaN(data28)) {
                          fault("/supports");
                        }
                      }
                    }
                    if (data25.ratio !== void 0) {
                      let data29 = data25.ratio;
                      if (typeof data29 == "number" && isFinite(data29)) {
                        if (data29 < 1 || isNaN(data29)) {
                          fault("/supports");
                        }
                      } else {
                        fault("/supports");
                      }
                    }
                  } else {
                    fault("/supports");
                  }
                }
                if (data17.scale !== void 0) {
                  let data30 = data17.scale;
                  if (typeof data30 == "number" && isFinite(data30)) {
                    if (data30 < 1 || isNaN(data30)) {
                      fault("/supports");
                    }
                  } else {
                    fault("/supports");
                  }
                }
              } else {
                fault("/supports");
              }
            }
          } else {
            fault("/supports");
          }
        }
      } else {
        fault("/supports");
      }
    }
    if (data.sizes !== void 0) {
      let data31 = data.sizes;
      if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
        if (Object.keys(data31).length < 1) {
          fault("/sizes");
        }
        for (const key6 in data31) {
          if (!(key6 === "1:1" || key6 === "16:9" || key6 === "9:16" || key6 === "4:3" || key6 === "3:4" || key6 === "3:2" || key6 === "2:3")) {
            fault("/sizes");
          }
        }
        if (data31["1:1"] !== void 0) {
          let data32 = data31["1:1"];
          if (typeof data32 === "string") {
            if (!pattern32.test(data32)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["16:9"] !== void 0) {
          let data33 = data31["16:9"];
          if (typeof data33 === "string") {
            if (!pattern32.test(data33)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["9:16"] !== void 0) {
          let data34 = data31["9:16"];
          if (typeof data34 === "string") {
            if (!pattern32.test(data34)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["4:3"] !== void 0) {
          let data35 = data31["4:3"];
          if (typeof data35 === "string") {
            if (!pattern32.test(data35)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["3:4"] !== void 0) {
          let data36 = data31["3:4"];
          if (typeof data36 === "string") {
            if (!pattern32.test(data36)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["3:2"] !== void 0) {
          let data37 = data31["3:2"];
          if (typeof data37 === "string") {
            if (!pattern32.test(data37)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
        if (data31["2:3"] !== void 0) {
          let data38 = data31["2:3"];
          if (typeof data38 === "string") {
            if (!pattern32.test(data38)) {
              fault("/sizes");
            }
          } else {
            fault("/sizes");
          }
        }
      } else {
        fault("/sizes");
      }
    }
    if (data.fixed !== void 0) {
      let data39 = data.fixed;
      if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
        for (const key7 in data39) {
          if (pattern39.test(key7)) {
            let data40 = data39[key7];
            const _errs91 = errors;
            let valid13 = false;
            const _errs92 = errors;
            if (typeof data40 !== "string") {
              fault("/fixed");
            }
            var _valid1 = _errs92 === errors;
            valid13 = valid13 || _valid1;
            if (!valid13) {
              const _errs94 = errors;
              if (!(typeof data40 == "number" && isFinite(data40))) {
                fault("/fixed");
              }
              var _valid1 = _errs94 === errors;
              valid13 = valid13 || _valid1;
              if (!valid13) {
                const _errs96 = errors;
                if (typeof data40 !== "boolean") {
                  fault("/fixed");
                }
                var _valid1 = _errs96 === errors;
                valid13 = valid13 || _valid1;
                if (!valid13) {
                  const _errs98 = errors;
                  if (data40 !== null) {
                    fault("/fixed");
                  }
                  var _valid1 = _errs98 === errors;
                  valid13 = valid13 || _valid1;
                }
              }
            }
            if (!valid13) {
              fault("/fixed");
            } else {
              errors = _errs91;
              if (vErrors !== null) {
                if (_errs91) {
                  vErrors.length = _errs91;
                } else {
                  vErrors = null;
                }
              }
            }
          }
        }
      } else {
        fault("/fixed");
      }
    }
    if (data.textModel !== void 0) {
      let data41 = data.textModel;
      if (typeof data41 === "string") {
        if (!pattern29.test(data41)) {
          fault("/textModel");
        }
      } else {
        fault("/textModel");
      }
    }
  } else {
    fault("");
  }
  validate27.errors = vErrors;
  return errors === 0;
}
var isNextPairsQuery = validate28;
function validate28(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "jobId" || key0 === "list" || key0 === "n")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.jobId !== void 0) {
      let data0 = data.jobId;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          fault("/jobId", "pattern", { pattern: text0 });
        }
      } else {
        fault("/jobId", "type", { type: "string" });
      }
    }
    if (data.list !== void 0) {
      let data1 = data.list;
      if (typeof data1 === "string") {
        if (!pattern0.test(data1)) {
          fault("/list", "pattern", { pattern: text0 });
        }
      } else {
        fault("/list", "type", { type: "string" });
      }
    }
    if (data.n !== void 0) {
      let data2 = data.n;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        fault("/n", "type", { type: "integer" });
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 10 || isNaN(data2)) {
          fault("/n", "maximum", { comparison: "<=", limit: 10 });
        }
        if (data2 < 1 || isNaN(data2)) {
          fault("/n", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate28.errors = vErrors;
  return errors === 0;
}
var isReferenceId = validate29;
function validate29(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern10.test(data)) {
      fault("", "pattern", { pattern: text10 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate29.errors = vErrors;
  return errors === 0;
}
var isRunKey = validate30;
var text44 = "^[A-Za-z0-9_-]{22,128}$";
var pattern44 = /* @__PURE__ */ new RegExp(text44, "u");
function validate30(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern44.test(data)) {
      fault("", "pattern", { pattern: text44 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate30.errors = vErrors;
  return errors === 0;
}
var isRunKeyHash = validate31;
var text45 = "^[0-9a-f]{64}$";
var pattern45 = /* @__PURE__ */ new RegExp(text45, "u");
function validate31(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern45.test(data)) {
      fault("", "pattern", { pattern: text45 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate31.errors = vErrors;
  return errors === 0;
}
var isRunListQuery = validate32;
function validate32(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        fault("/limit", "type", { type: "integer" });
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 50 || isNaN(data0)) {
          fault("/limit", "maximum", { comparison: "<=", limit: 50 });
        }
        if (data0 < 1 || isNaN(data0)) {
          fault("/limit", "minimum", { comparison: ">=", limit: 1 });
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern10.test(data1)) {
          fault("/cursor", "pattern", { pattern: text10 });
        }
      } else {
        fault("/cursor", "type", { type: "string" });
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate32.errors = vErrors;
  return errors === 0;
}
var isVoteId = validate33;
var text47 = "^[0-9a-f-]{36}_[A-Z]{1,2}_[A-Z]{1,2}$";
var pattern47 = /* @__PURE__ */ new RegExp(text47, "u");
function validate33(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (typeof data === "string") {
    if (!pattern47.test(data)) {
      fault("", "pattern", { pattern: text47 });
    }
  } else {
    fault("", "type", { type: "string" });
  }
  validate33.errors = vErrors;
  return errors === 0;
}
var isVoteRequest = validate34;
var text49 = "^[A-Z]{1,2}$";
var pattern49 = /* @__PURE__ */ new RegExp(text49, "u");
function validate34(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.jobId === void 0) {
      fault("", "required", { missingProperty: "jobId" });
    }
    if (data.left === void 0) {
      fault("", "required", { missingProperty: "left" });
    }
    if (data.right === void 0) {
      fault("", "required", { missingProperty: "right" });
    }
    if (data.outcome === void 0) {
      fault("", "required", { missingProperty: "outcome" });
    }
    for (const key0 in data) {
      if (!(key0 === "jobId" || key0 === "left" || key0 === "right" || key0 === "outcome" || key0 === "decisionMs")) {
        fault("", "additionalProperties", { additionalProperty: key0 });
      }
    }
    if (data.jobId !== void 0) {
      let data0 = data.jobId;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          fault("/jobId", "pattern", { pattern: text0 });
        }
      } else {
        fault("/jobId", "type", { type: "string" });
      }
    }
    if (data.left !== void 0) {
      let data1 = data.left;
      if (typeof data1 === "string") {
        if (!pattern49.test(data1)) {
          fault("/left", "pattern", { pattern: text49 });
        }
      } else {
        fault("/left", "type", { type: "string" });
      }
    }
    if (data.right !== void 0) {
      let data2 = data.right;
      if (typeof data2 === "string") {
        if (!pattern49.test(data2)) {
          fault("/right", "pattern", { pattern: text49 });
        }
      } else {
        fault("/right", "type", { type: "string" });
      }
    }
    if (data.outcome !== void 0) {
      let data3 = data.outcome;
      if (!(data3 === "left" || data3 === "right" || data3 === "tie" || data3 === "both_bad" || data3 === "skip")) {
        fault("/outcome", "enum", { allowedValues: ["left", "right", "tie", "both_bad", "skip"] });
      }
    }
    if (data.decisionMs !== void 0) {
      let data4 = data.decisionMs;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        fault("/decisionMs", "type", { type: "integer" });
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 864e5 || isNaN(data4)) {
          fault("/decisionMs", "maximum", { comparison: "<=", limit: 864e5 });
        }
        if (data4 < 0 || isNaN(data4)) {
          fault("/decisionMs", "minimum", { comparison: ">=", limit: 0 });
        }
      }
    }
  } else {
    fault("", "type", { type: "object" });
  }
  validate34.errors = vErrors;
  return errors === 0;
}
var isWorkerEvent = validate35;
var text54 = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$";
var pattern54 = /* @__PURE__ */ new RegExp(text54, "u");
function validate35(data) {
  ;
  let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.jobId === void 0) {
      fault("");
    }
    if (data.modelId === void 0) {
      fault("");
    }
    if (data.prompt === void 0) {
      fault("");
    }
    if (data.parameters === void 0) {
      fault("");
    }
    if (data.createdAt === void 0) {
      fault("");
    }
    if (data.totalModels === void 0) {
      fault("");
    }
    if (data.reservedUsd === void 0) {
      fault("");
    }
    if (data.correlationId === void 0) {
      fault("");
    }
    if (data.jobId !== void 0) {
      let data0 = data.jobId;
      if (typeof data0 === "string") {
        if (!pattern0.test(data0)) {
          fault("/jobId");
        }
      } else {
        fault("/jobId");
      }
    }
    if (data.modelId !== void 0) {
      let data1 = data.modelId;
      if (typeof data1 === "string") {
        if (!pattern8.test(data1)) {
          fault("/modelId");
        }
      } else {
        fault("/modelId");
      }
    }
    if (data.index !== void 0) {
      let data2 = data.index;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        fault("/index");
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 3 || isNaN(data2)) {
          fault("/index");
        }
        if (data2 < 0 || isNaN(data2)) {
          fault("/index");
        }
      }
    }
    if (data.prompt !== void 0) {
      let data3 = data.prompt;
      if (typeof data3 === "string") {
        if (func2(data3) < 1) {
          fault("/prompt");
        }
      } else {
        fault("/prompt");
      }
    }
    if (data.parameters !== void 0) {
      let data4 = data.parameters;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (const key0 in data4) {
          if (!(key0 === "aspectRatio" || key0 === "seed" || key0 === "negativePrompt" || key0 === "steps" || key0 === "guidance" || key0 === "control")) {
            fault("/parameters");
          }
        }
        if (data4.aspectRatio !== void 0) {
          let data5 = data4.aspectRatio;
          if (!(data5 === "1:1" || data5 === "16:9" || data5 === "9:16" || data5 === "4:3" || data5 === "3:4" || data5 === "3:2" || data5 === "2:3")) {
            fault("/parameters");
          }
        }
        if (data4.seed !== void 0) {
          let data6 = data4.seed;
          if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
            fault("/parameters");
          }
          if (typeof data6 == "number" && isFinite(data6)) {
            if (data6 > 2147483647 || isNaN(data6)) {
              fault("/parameters");
            }
            if (data6 < 0 || isNaN(data6)) {
              fault("/parameters");
            }
          }
        }
        if (data4.negativePrompt !== void 0) {
          let data7 = data4.negativePrompt;
          if (typeof data7 === "string") {
            if (func2(data7) > 1e3) {
              fault("/parameters");
            }
            if (!pattern1.test(data7)) {
              fault("/parameters");
            }
          } else {
            fault("/parameters");
          }
        }
        if (data4.steps !== void 0) {
          let data8 = data4.steps;
          if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
            fault("/parameters");
          }
          if (typeof data8 == "number" && isFinite(data8)) {
            if (data8 > 100 || isNaN(data8)) {
              fault("/parameters");
            }
            if (data8 < 1 || isNaN(data8)) {
              fault("/parameters");
            }
          }
        }
        if (data4.guidance !== void 0) {
          let data9 = data4.guidance;
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 > 30 || isNaN(data9)) {
              fault("/parameters");
            }
            if (data9 < 0 || isNaN(data9)) {
              fault("/parameters");
            }
          } else {
            fault("/parameters");
          }
        }
        if (data4.control !== void 0) {
          let data10 = data4.control;
          if (typeof data10 == "number" && isFinite(data10)) {
            if (data10 > 2 || isNaN(data10)) {
              fault("/parameters");
            }
            if (data10 < 0 || isNaN(data10)) {
              fault("/parameters");
            }
          } else {
            fault("/parameters");
          }
        }
      } else {
        fault("/parameters");
      }
    }
    if (data.createdAt !== void 0) {
      let data11 = data.createdAt;
      if (typeof data11 === "string") {
        if (!pattern54.test(data11)) {
          fault("/createdAt");
        }
      } else {
        fault("/createdAt");
      }
    }
    if (data.totalModels !== void 0) {
      let data12 = data.totalModels;
      if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
        fault("/totalModels");
      }
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 < 1 || isNaN(data12)) {
          fault("/totalModels");
        }
      }
    }
    if (data.totalPictures !== void 0) {
      let data13 = data.totalPictures;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        fault("/totalPictures");
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 < 1 || isNaN(data13)) {
          fault("/totalPictures");
        }
      }
    }
    if (data.models !== void 0) {
      if (!Array.isArray(data.models)) {
        fault("/models");
      }
    }
    if (data.reservedUsd !== void 0) {
      let data15 = data.reservedUsd;
      if (typeof data15 == "number" && isFinite(data15)) {
        if (data15 < 0 || isNaN(data15)) {
          fault("/reservedUsd");
        }
      } else {
        fault("/reservedUsd");
      }
    }
    if (data.correlationId !== void 0) {
      if (typeof data.correlationId !== "string") {
        fault("/correlationId");
      }
    }
    if (data.payer !== void 0) {
      if (typeof data.payer !== "string") {
        fault("/payer");
      }
    }
    if (data.payerKey !== void 0) {
      if (typeof data.payerKey !== "string") {
        fault("/payerKey");
      }
    }
    if (data.payerList !== void 0) {
      if (typeof data.payerList !== "string") {
        fault("/payerList");
      }
    }
    if (data.visibility !== void 0) {
      if (typeof data.visibility !== "string") {
        fault("/visibility");
      }
    }
    if (data.expiresAt !== void 0) {
      if (typeof data.expiresAt !== "string") {
        fault("/expiresAt");
      }
    }
    if (data.run !== void 0) {
      let data22 = data.run;
      if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
        if (data22.jobId === void 0) {
          fault("/run");
        }
        if (data22.prompt === void 0) {
          fault("/run");
        }
        if (data22.createdAt === void 0) {
          fault("/run");
        }
        if (data22.totalModels === void 0) {
          fault("/run");
        }
        if (data22.jobId !== void 0) {
          let data23 = data22.jobId;
          if (typeof data23 === "string") {
            if (!pattern0.test(data23)) {
              fault("/run");
            }
          } else {
            fault("/run");
          }
        }
        if (data22.prompt !== void 0) {
          if (typeof data22.prompt !== "string") {
            fault("/run");
          }
        }
        if (data22.createdAt !== void 0) {
          let data25 = data22.createdAt;
          if (typeof data25 === "string") {
            if (!pattern54.test(data25)) {
              fault("/run");
            }
          } else {
            fault("/run");
          }
        }
        if (data22.totalModels !== void 0) {
          let data26 = data22.totalModels;
          if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
            fault("/run");
          }
          if (typeof data26 == "number" && isFinite(data26)) {
            if (data26 < 1 || isNaN(data26)) {
              fault("/run");
            }
          }
        }
        if (data22.totalPictures !== void 0) {
          let data27 = data22.totalPictures;
          if (!(typeof data27 == "number" && (!(data27 % 1) && !isNaN(data27)) && isFinite(data27))) {
            fault("/run");
          }
          if (typeof data27 == "number" && isFinite(data27)) {
            if (data27 < 1 || isNaN(data27)) {
              fault("/run");
            }
          }
        }
        if (data22.models !== void 0) {
          if (!Array.isArray(data22.models)) {
            fault("/run");
          }
        }
        if (data22.aspectRatio !== void 0) {
          if (typeof data22.aspectRatio !== "string") {
            fault("/run");
          }
        }
        if (data22.expiresAt !== void 0) {
          if (typeof data22.expiresAt !== "string") {
            fault("/run");
          }
        }
      } else {
        fault("/run");
      }
    }
    if (data.blind !== void 0) {
      if (typeof data.blind !== "string") {
        fault("/blind");
      }
    }
    if (data.operation !== void 0) {
      if (typeof data.operation !== "string") {
        fault("/operation");
      }
    }
    if (data.inputs !== void 0) {
      if (!Array.isArray(data.inputs)) {
        fault("/inputs");
      }
    }
    if (data.adopt !== void 0) {
      let data34 = data.adopt;
      if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
        if (data34.imageKey === void 0) {
          fault("/adopt");
        }
        if (data34.attempt === void 0) {
          fault("/adopt");
        }
        if (data34.thumbnail === void 0) {
          fault("/adopt");
        }
        for (const key1 in data34) {
          if (!(key1 === "imageKey" || key1 === "attempt" || key1 === "thumbnail")) {
            fault("/adopt");
          }
        }
        if (data34.imageKey !== void 0) {
          if (typeof data34.imageKey !== "string") {
            fault("/adopt");
          }
        }
        if (data34.attempt !== void 0) {
          let data36 = data34.attempt;
          if (!(typeof data36 == "number" && (!(data36 % 1) && !isNaN(data36)) && isFinite(data36))) {
            fault("/adopt");
          }
          if (typeof data36 == "number" && isFinite(data36)) {
            if (data36 > 9 || isNaN(data36)) {
              fault("/adopt");
            }
            if (data36 < 1 || isNaN(data36)) {
              fault("/adopt");
            }
          }
        }
        if (data34.thumbnail !== void 0) {
          if (typeof data34.thumbnail !== "boolean") {
            fault("/adopt");
          }
        }
      } else {
        fault("/adopt");
      }
    }
    if (data.version !== void 0) {
      let data38 = data.version;
      if (!(typeof data38 == "number" && (!(data38 % 1) && !isNaN(data38)) && isFinite(data38))) {
        fault("/version");
      }
      if (typeof data38 == "number" && isFinite(data38)) {
        if (data38 < 1 || isNaN(data38)) {
          fault("/version");
        }
      }
    }
  } else {
    fault("");
  }
  validate35.errors = vErrors;
  return errors === 0;
}
export {
  isBoardQuery,
  isCancelRequest,
  isChangeRunRequest,
  isCreateKeyRequest,
  isCreateLinkRequest,
  isCreateListRequest,
  isCreateReferenceRequest,
  isEnhanceRequest,
  isExportQuery,
  isGalleryListQuery,
  isGenerateRequest,
  isIdempotencyKey,
  isJobId,
  isKeyId,
  isLinkId,
  isListId,
  isListsQuery,
  isModelOverride,
  isNextPairsQuery,
  isReferenceId,
  isRunKey,
  isRunKeyHash,
  isRunListQuery,
  isVoteId,
  isVoteRequest,
  isWorkerEvent
};
