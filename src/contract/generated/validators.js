// Made by `npm run generate`.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
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
var require_fast_deep_equal = __commonJS({
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
var require_equal = __commonJS({
  "node_modules/ajv/dist/runtime/equal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var equal = require_fast_deep_equal();
    equal.code = 'require("ajv/dist/runtime/equal").default';
    exports.default = equal;
  }
});

// <stdin>
var isCancelRequest = validate10;
var func2 = require_ucs2length().default;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "models" || key0 === "index")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.models !== void 0) {
      let data0 = data.models;
      if (Array.isArray(data0)) {
        if (data0.length > 20) {
          const err1 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/maxItems", keyword: "maxItems", params: { limit: 20 } };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        if (data0.length < 1) {
          const err2 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/minItems", keyword: "minItems", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (func2(data1) > 100) {
              const err3 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/maxLength", keyword: "maxLength", params: { limit: 100 } };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
            if (func2(data1) < 1) {
              const err4 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/minLength", keyword: "minLength", params: { limit: 1 } };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          } else {
            const err5 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
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
              const err6 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 } };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err7 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.index !== void 0) {
      let data2 = data.index;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        const err8 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 3 || isNaN(data2)) {
          const err9 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3 } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          const err10 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
    }
  } else {
    const err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err11];
    } else {
      vErrors.push(err11);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var isChangeRunRequest = validate11;
var schema12 = { "type": "object", "properties": { "visibility": { "enum": ["listed", "unlisted", "private"] }, "expiresInDays": { "type": "integer", "minimum": 1, "maximum": 3650 }, "title": { "type": "string", "maxLength": 100, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } }, "additionalProperties": false, "minProperties": 1, "$id": "ChangeRunRequest" };
var pattern0 = new RegExp("^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$", "u");
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err0 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "visibility" || key0 === "expiresInDays" || key0 === "title")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.visibility !== void 0) {
      let data0 = data.visibility;
      if (!(data0 === "listed" || data0 === "unlisted" || data0 === "private")) {
        const err2 = { instancePath: instancePath + "/visibility", schemaPath: "#/properties/visibility/enum", keyword: "enum", params: { allowedValues: schema12.properties.visibility.enum } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.expiresInDays !== void 0) {
      let data1 = data.expiresInDays;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        const err3 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 3650 || isNaN(data1)) {
          const err4 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3650 } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err5 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
    }
    if (data.title !== void 0) {
      let data2 = data.title;
      if (typeof data2 === "string") {
        if (func2(data2) > 100) {
          const err6 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/maxLength", keyword: "maxLength", params: { limit: 100 } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!pattern0.test(data2)) {
          const err7 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  } else {
    const err9 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
var isCreateKeyRequest = validate12;
var schema13 = { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" }, "scopes": { "type": "array", "items": { "enum": ["draw", "read", "manage", "vote", "admin"] }, "minItems": 1, "maxItems": 5, "uniqueItems": true }, "expiresInDays": { "type": "integer", "minimum": 1, "maximum": 365, "default": 90 }, "runsPerDay": { "type": "integer", "minimum": 1, "maximum": 1e6 } }, "additionalProperties": false, "$id": "CreateKeyRequest" };
var func0 = require_equal().default;
var pattern1 = new RegExp("^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$", "u");
function validate12(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "name" || key0 === "scopes" || key0 === "expiresInDays" || key0 === "runsPerDay")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func2(data0) > 60) {
          const err2 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/maxLength", keyword: "maxLength", params: { limit: 60 } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (func2(data0) < 1) {
          const err3 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern1.test(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.scopes !== void 0) {
      let data1 = data.scopes;
      if (Array.isArray(data1)) {
        if (data1.length > 5) {
          const err6 = { instancePath: instancePath + "/scopes", schemaPath: "#/properties/scopes/maxItems", keyword: "maxItems", params: { limit: 5 } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data1.length < 1) {
          const err7 = { instancePath: instancePath + "/scopes", schemaPath: "#/properties/scopes/minItems", keyword: "minItems", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (!(data2 === "draw" || data2 === "read" || data2 === "manage" || data2 === "vote" || data2 === "admin")) {
            const err8 = { instancePath: instancePath + "/scopes/" + i0, schemaPath: "#/properties/scopes/items/enum", keyword: "enum", params: { allowedValues: schema13.properties.scopes.items.enum } };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        let i1 = data1.length;
        let j0;
        if (i1 > 1) {
          outer0:
            for (; i1--; ) {
              for (j0 = i1; j0--; ) {
                if (func0(data1[i1], data1[j0])) {
                  const err9 = { instancePath: instancePath + "/scopes", schemaPath: "#/properties/scopes/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 } };
                  if (vErrors === null) {
                    vErrors = [err9];
                  } else {
                    vErrors.push(err9);
                  }
                  errors++;
                  break outer0;
                }
              }
            }
        }
      } else {
        const err10 = { instancePath: instancePath + "/scopes", schemaPath: "#/properties/scopes/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.expiresInDays !== void 0) {
      let data3 = data.expiresInDays;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        const err11 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 > 365 || isNaN(data3)) {
          const err12 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/maximum", keyword: "maximum", params: { comparison: "<=", limit: 365 } };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data3 < 1 || isNaN(data3)) {
          const err13 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
    }
    if (data.runsPerDay !== void 0) {
      let data4 = data.runsPerDay;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err14 = { instancePath: instancePath + "/runsPerDay", schemaPath: "#/properties/runsPerDay/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 1e6 || isNaN(data4)) {
          const err15 = { instancePath: instancePath + "/runsPerDay", schemaPath: "#/properties/runsPerDay/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (data4 < 1 || isNaN(data4)) {
          const err16 = { instancePath: instancePath + "/runsPerDay", schemaPath: "#/properties/runsPerDay/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
    }
  } else {
    const err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err17];
    } else {
      vErrors.push(err17);
    }
    errors++;
  }
  validate12.errors = vErrors;
  return errors === 0;
}
var isCreateLinkRequest = validate13;
function validate13(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "withPrompt" || key0 === "withCosts")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.withPrompt !== void 0) {
      if (typeof data.withPrompt !== "boolean") {
        const err1 = { instancePath: instancePath + "/withPrompt", schemaPath: "#/properties/withPrompt/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.withCosts !== void 0) {
      if (typeof data.withCosts !== "boolean") {
        const err2 = { instancePath: instancePath + "/withCosts", schemaPath: "#/properties/withCosts/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate13.errors = vErrors;
  return errors === 0;
}
var isCreateReferenceRequest = validate14;
var schema15 = { "type": "object", "properties": { "contentType": { "enum": ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"] }, "bytes": { "type": "integer", "minimum": 1, "maximum": 20971520 }, "from": { "type": "object", "required": ["jobId", "modelId"], "properties": { "jobId": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }, "modelId": { "type": "string", "pattern": "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" }, "index": { "type": "integer", "minimum": 0, "maximum": 3 } }, "additionalProperties": false } }, "additionalProperties": false, "oneOf": [{ "required": ["contentType", "bytes"] }, { "required": ["from"] }], "$id": "CreateReferenceRequest" };
var pattern2 = new RegExp("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", "u");
var pattern3 = new RegExp("^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$", "u");
function validate14(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const _errs1 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.contentType === void 0) {
      const err0 = { instancePath, schemaPath: "#/oneOf/0/required", keyword: "required", params: { missingProperty: "contentType" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.bytes === void 0) {
      const err1 = { instancePath, schemaPath: "#/oneOf/0/required", keyword: "required", params: { missingProperty: "bytes" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
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
      const err2 = { instancePath, schemaPath: "#/oneOf/1/required", keyword: "required", params: { missingProperty: "from" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
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
    const err3 = { instancePath, schemaPath: "#/oneOf", keyword: "oneOf", params: { passingSchemas: passing0 } };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
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
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.contentType !== void 0) {
      let data0 = data.contentType;
      if (!(data0 === "image/png" || data0 === "image/jpeg" || data0 === "image/webp" || data0 === "image/gif" || data0 === "image/avif")) {
        const err5 = { instancePath: instancePath + "/contentType", schemaPath: "#/properties/contentType/enum", keyword: "enum", params: { allowedValues: schema15.properties.contentType.enum } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.bytes !== void 0) {
      let data1 = data.bytes;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        const err6 = { instancePath: instancePath + "/bytes", schemaPath: "#/properties/bytes/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 20971520 || isNaN(data1)) {
          const err7 = { instancePath: instancePath + "/bytes", schemaPath: "#/properties/bytes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 20971520 } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err8 = { instancePath: instancePath + "/bytes", schemaPath: "#/properties/bytes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
    }
    if (data.from !== void 0) {
      let data2 = data.from;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.jobId === void 0) {
          const err9 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/required", keyword: "required", params: { missingProperty: "jobId" } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data2.modelId === void 0) {
          const err10 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/required", keyword: "required", params: { missingProperty: "modelId" } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === "jobId" || key1 === "modelId" || key1 === "index")) {
            const err11 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data2.jobId !== void 0) {
          let data3 = data2.jobId;
          if (typeof data3 === "string") {
            if (!pattern2.test(data3)) {
              const err12 = { instancePath: instancePath + "/from/jobId", schemaPath: "#/properties/from/properties/jobId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = { instancePath: instancePath + "/from/jobId", schemaPath: "#/properties/from/properties/jobId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data2.modelId !== void 0) {
          let data4 = data2.modelId;
          if (typeof data4 === "string") {
            if (!pattern3.test(data4)) {
              const err14 = { instancePath: instancePath + "/from/modelId", schemaPath: "#/properties/from/properties/modelId/pattern", keyword: "pattern", params: { pattern: "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" } };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
          } else {
            const err15 = { instancePath: instancePath + "/from/modelId", schemaPath: "#/properties/from/properties/modelId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
        if (data2.index !== void 0) {
          let data5 = data2.index;
          if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
            const err16 = { instancePath: instancePath + "/from/index", schemaPath: "#/properties/from/properties/index/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          if (typeof data5 == "number" && isFinite(data5)) {
            if (data5 > 3 || isNaN(data5)) {
              const err17 = { instancePath: instancePath + "/from/index", schemaPath: "#/properties/from/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3 } };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
            if (data5 < 0 || isNaN(data5)) {
              const err18 = { instancePath: instancePath + "/from/index", schemaPath: "#/properties/from/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
  } else {
    const err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err20];
    } else {
      vErrors.push(err20);
    }
    errors++;
  }
  validate14.errors = vErrors;
  return errors === 0;
}
var isEnhanceRequest = validate15;
function validate15(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prompt === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "prompt" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "prompt")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.prompt !== void 0) {
      let data0 = data.prompt;
      if (typeof data0 === "string") {
        if (func2(data0) > 500) {
          const err2 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/maxLength", keyword: "maxLength", params: { limit: 500 } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (func2(data0) < 1) {
          const err3 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern1.test(data0)) {
          const err4 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate15.errors = vErrors;
  return errors === 0;
}
var isGalleryListQuery = validate16;
var schema17 = { "type": "object", "properties": { "limit": { "type": "integer", "minimum": 1, "maximum": 100, "default": 24 }, "cursor": { "type": "string", "pattern": "^[A-Za-z0-9_-]{32}$" }, "q": { "type": "string", "maxLength": 200, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" }, "model": { "type": "string", "minLength": 1, "maxLength": 100 }, "aspectRatio": { "enum": ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] }, "from": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$" }, "to": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$" } }, "additionalProperties": false, "$id": "GalleryListQuery" };
var pattern5 = new RegExp("^[A-Za-z0-9_-]{32}$", "u");
var pattern7 = new RegExp("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$", "u");
function validate16(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor" || key0 === "q" || key0 === "model" || key0 === "aspectRatio" || key0 === "from" || key0 === "to")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        const err1 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 100 || isNaN(data0)) {
          const err2 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err3 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern5.test(data1)) {
          const err4 = { instancePath: instancePath + "/cursor", schemaPath: "#/properties/cursor/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{32}$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/cursor", schemaPath: "#/properties/cursor/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.q !== void 0) {
      let data2 = data.q;
      if (typeof data2 === "string") {
        if (func2(data2) > 200) {
          const err6 = { instancePath: instancePath + "/q", schemaPath: "#/properties/q/maxLength", keyword: "maxLength", params: { limit: 200 } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!pattern0.test(data2)) {
          const err7 = { instancePath: instancePath + "/q", schemaPath: "#/properties/q/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/q", schemaPath: "#/properties/q/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.model !== void 0) {
      let data3 = data.model;
      if (typeof data3 === "string") {
        if (func2(data3) > 100) {
          const err9 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/maxLength", keyword: "maxLength", params: { limit: 100 } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (func2(data3) < 1) {
          const err10 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.aspectRatio !== void 0) {
      let data4 = data.aspectRatio;
      if (!(data4 === "1:1" || data4 === "16:9" || data4 === "9:16" || data4 === "4:3" || data4 === "3:4" || data4 === "3:2" || data4 === "2:3")) {
        const err12 = { instancePath: instancePath + "/aspectRatio", schemaPath: "#/properties/aspectRatio/enum", keyword: "enum", params: { allowedValues: schema17.properties.aspectRatio.enum } };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.from !== void 0) {
      let data5 = data.from;
      if (typeof data5 === "string") {
        if (!pattern7.test(data5)) {
          const err13 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/pattern", keyword: "pattern", params: { pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$" } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/from", schemaPath: "#/properties/from/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.to !== void 0) {
      let data6 = data.to;
      if (typeof data6 === "string") {
        if (!pattern7.test(data6)) {
          const err15 = { instancePath: instancePath + "/to", schemaPath: "#/properties/to/pattern", keyword: "pattern", params: { pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.][0-9]{1,3})?Z)?$" } };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/to", schemaPath: "#/properties/to/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
  } else {
    const err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err17];
    } else {
      vErrors.push(err17);
    }
    errors++;
  }
  validate16.errors = vErrors;
  return errors === 0;
}
var isGenerateRequest = validate17;
var schema18 = { "type": "object", "properties": { "prompt": { "type": "string", "minLength": 1, "maxLength": 1e3, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" }, "models": { "type": "array", "items": { "type": "string", "minLength": 1, "maxLength": 100 }, "minItems": 1, "maxItems": 20, "uniqueItems": true }, "aspectRatio": { "enum": ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] }, "seed": { "type": "integer", "minimum": 0, "maximum": 2147483647 }, "negativePrompt": { "type": "string", "maxLength": 1e3, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" }, "steps": { "type": "integer", "minimum": 1, "maximum": 100 }, "guidance": { "type": "number", "minimum": 0, "maximum": 30 }, "control": { "type": "number", "minimum": 0, "maximum": 2 }, "count": { "type": "integer", "minimum": 1, "maximum": 4, "default": 1 }, "index": { "type": "integer", "minimum": 0, "maximum": 3 }, "retryOf": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }, "operation": { "enum": ["generate", "change", "combine"], "default": "generate" }, "references": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9_-]{32}$" }, "minItems": 1, "maxItems": 4, "uniqueItems": true }, "parent": { "type": "object", "required": ["jobId", "modelId"], "properties": { "jobId": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }, "modelId": { "type": "string", "pattern": "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" }, "index": { "type": "integer", "minimum": 0, "maximum": 3 } }, "additionalProperties": false }, "visibility": { "enum": ["listed", "unlisted", "private"] }, "expiresInDays": { "type": "integer", "minimum": 1, "maximum": 3650 }, "ip": {} }, "additionalProperties": false, "anyOf": [{ "required": ["prompt"], "not": { "required": ["index"] } }, { "required": ["retryOf"] }], "$id": "GenerateRequest" };
var func13 = Object.prototype.hasOwnProperty;
function validate17(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const _errs1 = errors;
  let valid0 = false;
  const _errs2 = errors;
  const _errs3 = errors;
  const _errs4 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.index === void 0 && (missing0 = "index")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var valid1 = _errs4 === errors;
  if (valid1) {
    const err1 = { instancePath, schemaPath: "#/anyOf/0/not", keyword: "not", params: {} };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
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
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prompt === void 0) {
      const err2 = { instancePath, schemaPath: "#/anyOf/0/required", keyword: "required", params: { missingProperty: "prompt" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.retryOf === void 0) {
        const err3 = { instancePath, schemaPath: "#/anyOf/1/required", keyword: "required", params: { missingProperty: "retryOf" } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = valid0 || _valid0;
  }
  if (!valid0) {
    const err4 = { instancePath, schemaPath: "#/anyOf", keyword: "anyOf", params: {} };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
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
      if (!func13.call(schema18.properties, key0)) {
        const err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.prompt !== void 0) {
      let data0 = data.prompt;
      if (typeof data0 === "string") {
        if (func2(data0) > 1e3) {
          const err6 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/maxLength", keyword: "maxLength", params: { limit: 1e3 } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (func2(data0) < 1) {
          const err7 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (!pattern1.test(data0)) {
          const err8 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff]*[!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}][\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.models !== void 0) {
      let data1 = data.models;
      if (Array.isArray(data1)) {
        if (data1.length > 20) {
          const err10 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/maxItems", keyword: "maxItems", params: { limit: 20 } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (data1.length < 1) {
          const err11 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/minItems", keyword: "minItems", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === "string") {
            if (func2(data2) > 100) {
              const err12 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/maxLength", keyword: "maxLength", params: { limit: 100 } };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
            if (func2(data2) < 1) {
              const err13 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/minLength", keyword: "minLength", params: { limit: 1 } };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = { instancePath: instancePath + "/models/" + i0, schemaPath: "#/properties/models/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        let i1 = data1.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data1[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err15 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 } };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.aspectRatio !== void 0) {
      let data3 = data.aspectRatio;
      if (!(data3 === "1:1" || data3 === "16:9" || data3 === "9:16" || data3 === "4:3" || data3 === "3:4" || data3 === "3:2" || data3 === "2:3")) {
        const err17 = { instancePath: instancePath + "/aspectRatio", schemaPath: "#/properties/aspectRatio/enum", keyword: "enum", params: { allowedValues: schema18.properties.aspectRatio.enum } };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.seed !== void 0) {
      let data4 = data.seed;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err18 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 2147483647 || isNaN(data4)) {
          const err19 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 } };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          const err20 = { instancePath: instancePath + "/seed", schemaPath: "#/properties/seed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      }
    }
    if (data.negativePrompt !== void 0) {
      let data5 = data.negativePrompt;
      if (typeof data5 === "string") {
        if (func2(data5) > 1e3) {
          const err21 = { instancePath: instancePath + "/negativePrompt", schemaPath: "#/properties/negativePrompt/maxLength", keyword: "maxLength", params: { limit: 1e3 } };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        if (!pattern0.test(data5)) {
          const err22 = { instancePath: instancePath + "/negativePrompt", schemaPath: "#/properties/negativePrompt/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      } else {
        const err23 = { instancePath: instancePath + "/negativePrompt", schemaPath: "#/properties/negativePrompt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.steps !== void 0) {
      let data6 = data.steps;
      if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
        const err24 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 100 || isNaN(data6)) {
          const err25 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 } };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
        if (data6 < 1 || isNaN(data6)) {
          const err26 = { instancePath: instancePath + "/steps", schemaPath: "#/properties/steps/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
    if (data.guidance !== void 0) {
      let data7 = data.guidance;
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 30 || isNaN(data7)) {
          const err27 = { instancePath: instancePath + "/guidance", schemaPath: "#/properties/guidance/maximum", keyword: "maximum", params: { comparison: "<=", limit: 30 } };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          const err28 = { instancePath: instancePath + "/guidance", schemaPath: "#/properties/guidance/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      } else {
        const err29 = { instancePath: instancePath + "/guidance", schemaPath: "#/properties/guidance/type", keyword: "type", params: { type: "number" } };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.control !== void 0) {
      let data8 = data.control;
      if (typeof data8 == "number" && isFinite(data8)) {
        if (data8 > 2 || isNaN(data8)) {
          const err30 = { instancePath: instancePath + "/control", schemaPath: "#/properties/control/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2 } };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          const err31 = { instancePath: instancePath + "/control", schemaPath: "#/properties/control/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      } else {
        const err32 = { instancePath: instancePath + "/control", schemaPath: "#/properties/control/type", keyword: "type", params: { type: "number" } };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.count !== void 0) {
      let data9 = data.count;
      if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
        const err33 = { instancePath: instancePath + "/count", schemaPath: "#/properties/count/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
      if (typeof data9 == "number" && isFinite(data9)) {
        if (data9 > 4 || isNaN(data9)) {
          const err34 = { instancePath: instancePath + "/count", schemaPath: "#/properties/count/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4 } };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
        if (data9 < 1 || isNaN(data9)) {
          const err35 = { instancePath: instancePath + "/count", schemaPath: "#/properties/count/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
      }
    }
    if (data.index !== void 0) {
      let data10 = data.index;
      if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
        const err36 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
      if (typeof data10 == "number" && isFinite(data10)) {
        if (data10 > 3 || isNaN(data10)) {
          const err37 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3 } };
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
        if (data10 < 0 || isNaN(data10)) {
          const err38 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
    }
    if (data.retryOf !== void 0) {
      let data11 = data.retryOf;
      if (typeof data11 === "string") {
        if (!pattern2.test(data11)) {
          const err39 = { instancePath: instancePath + "/retryOf", schemaPath: "#/properties/retryOf/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
          if (vErrors === null) {
            vErrors = [err39];
          } else {
            vErrors.push(err39);
          }
          errors++;
        }
      } else {
        const err40 = { instancePath: instancePath + "/retryOf", schemaPath: "#/properties/retryOf/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
    }
    if (data.operation !== void 0) {
      let data12 = data.operation;
      if (!(data12 === "generate" || data12 === "change" || data12 === "combine")) {
        const err41 = { instancePath: instancePath + "/operation", schemaPath: "#/properties/operation/enum", keyword: "enum", params: { allowedValues: schema18.properties.operation.enum } };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
    if (data.references !== void 0) {
      let data13 = data.references;
      if (Array.isArray(data13)) {
        if (data13.length > 4) {
          const err42 = { instancePath: instancePath + "/references", schemaPath: "#/properties/references/maxItems", keyword: "maxItems", params: { limit: 4 } };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
        if (data13.length < 1) {
          const err43 = { instancePath: instancePath + "/references", schemaPath: "#/properties/references/minItems", keyword: "minItems", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err43];
          } else {
            vErrors.push(err43);
          }
          errors++;
        }
        const len1 = data13.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data14 = data13[i2];
          if (typeof data14 === "string") {
            if (!pattern5.test(data14)) {
              const err44 = { instancePath: instancePath + "/references/" + i2, schemaPath: "#/properties/references/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{32}$" } };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
          } else {
            const err45 = { instancePath: instancePath + "/references/" + i2, schemaPath: "#/properties/references/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
        let i3 = data13.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data13[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err46 = { instancePath: instancePath + "/references", schemaPath: "#/properties/references/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 } };
              if (vErrors === null) {
                vErrors = [err46];
              } else {
                vErrors.push(err46);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err47 = { instancePath: instancePath + "/references", schemaPath: "#/properties/references/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
    }
    if (data.parent !== void 0) {
      let data15 = data.parent;
      if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
        if (data15.jobId === void 0) {
          const err48 = { instancePath: instancePath + "/parent", schemaPath: "#/properties/parent/required", keyword: "required", params: { missingProperty: "jobId" } };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
        if (data15.modelId === void 0) {
          const err49 = { instancePath: instancePath + "/parent", schemaPath: "#/properties/parent/required", keyword: "required", params: { missingProperty: "modelId" } };
          if (vErrors === null) {
            vErrors = [err49];
          } else {
            vErrors.push(err49);
          }
          errors++;
        }
        for (const key1 in data15) {
          if (!(key1 === "jobId" || key1 === "modelId" || key1 === "index")) {
            const err50 = { instancePath: instancePath + "/parent", schemaPath: "#/properties/parent/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            if (vErrors === null) {
              vErrors = [err50];
            } else {
              vErrors.push(err50);
            }
            errors++;
          }
        }
        if (data15.jobId !== void 0) {
          let data16 = data15.jobId;
          if (typeof data16 === "string") {
            if (!pattern2.test(data16)) {
              const err51 = { instancePath: instancePath + "/parent/jobId", schemaPath: "#/properties/parent/properties/jobId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
              if (vErrors === null) {
                vErrors = [err51];
              } else {
                vErrors.push(err51);
              }
              errors++;
            }
          } else {
            const err52 = { instancePath: instancePath + "/parent/jobId", schemaPath: "#/properties/parent/properties/jobId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
        }
        if (data15.modelId !== void 0) {
          let data17 = data15.modelId;
          if (typeof data17 === "string") {
            if (!pattern3.test(data17)) {
              const err53 = { instancePath: instancePath + "/parent/modelId", schemaPath: "#/properties/parent/properties/modelId/pattern", keyword: "pattern", params: { pattern: "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" } };
              if (vErrors === null) {
                vErrors = [err53];
              } else {
                vErrors.push(err53);
              }
              errors++;
            }
          } else {
            const err54 = { instancePath: instancePath + "/parent/modelId", schemaPath: "#/properties/parent/properties/modelId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err54];
            } else {
              vErrors.push(err54);
            }
            errors++;
          }
        }
        if (data15.index !== void 0) {
          let data18 = data15.index;
          if (!(typeof data18 == "number" && (!(data18 % 1) && !isNaN(data18)) && isFinite(data18))) {
            const err55 = { instancePath: instancePath + "/parent/index", schemaPath: "#/properties/parent/properties/index/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
          if (typeof data18 == "number" && isFinite(data18)) {
            if (data18 > 3 || isNaN(data18)) {
              const err56 = { instancePath: instancePath + "/parent/index", schemaPath: "#/properties/parent/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3 } };
              if (vErrors === null) {
                vErrors = [err56];
              } else {
                vErrors.push(err56);
              }
              errors++;
            }
            if (data18 < 0 || isNaN(data18)) {
              const err57 = { instancePath: instancePath + "/parent/index", schemaPath: "#/properties/parent/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err57];
              } else {
                vErrors.push(err57);
              }
              errors++;
            }
          }
        }
      } else {
        const err58 = { instancePath: instancePath + "/parent", schemaPath: "#/properties/parent/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err58];
        } else {
          vErrors.push(err58);
        }
        errors++;
      }
    }
    if (data.visibility !== void 0) {
      let data19 = data.visibility;
      if (!(data19 === "listed" || data19 === "unlisted" || data19 === "private")) {
        const err59 = { instancePath: instancePath + "/visibility", schemaPath: "#/properties/visibility/enum", keyword: "enum", params: { allowedValues: schema18.properties.visibility.enum } };
        if (vErrors === null) {
          vErrors = [err59];
        } else {
          vErrors.push(err59);
        }
        errors++;
      }
    }
    if (data.expiresInDays !== void 0) {
      let data20 = data.expiresInDays;
      if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
        const err60 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
      if (typeof data20 == "number" && isFinite(data20)) {
        if (data20 > 3650 || isNaN(data20)) {
          const err61 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3650 } };
          if (vErrors === null) {
            vErrors = [err61];
          } else {
            vErrors.push(err61);
          }
          errors++;
        }
        if (data20 < 1 || isNaN(data20)) {
          const err62 = { instancePath: instancePath + "/expiresInDays", schemaPath: "#/properties/expiresInDays/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err62];
          } else {
            vErrors.push(err62);
          }
          errors++;
        }
      }
    }
  } else {
    const err63 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err63];
    } else {
      vErrors.push(err63);
    }
    errors++;
  }
  validate17.errors = vErrors;
  return errors === 0;
}
var isIdempotencyKey = validate18;
var pattern15 = new RegExp("^[!-~](?:[ -~]{0,253}[!-~])?$", "u");
function validate18(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern15.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[!-~](?:[ -~]{0,253}[!-~])?$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate18.errors = vErrors;
  return errors === 0;
}
var isJobId = validate19;
function validate19(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern2.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate19.errors = vErrors;
  return errors === 0;
}
var isKeyId = validate20;
var pattern17 = new RegExp("^[0-9A-Za-z]{10}$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern17.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[0-9A-Za-z]{10}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var isLinkId = validate21;
var pattern18 = new RegExp("^[A-Za-z0-9_-]{22}$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern18.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{22}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var isModelOverride = validate22;
var schema23 = { "type": "object", "properties": { "provider": { "type": "string" }, "model": { "type": "string", "pattern": "^[!-~](?:[ -~]{0,198}[!-~])?$" }, "baseUrl": { "type": "string", "pattern": "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }, "region": { "type": "string", "pattern": "^[a-z]{2}(?:-[a-z]+)+-\\d$" }, "priceUsd": { "anyOf": [{ "type": "number", "minimum": 0, "maximum": 1e3 }, { "type": "object", "required": ["low", "high"], "properties": { "low": { "type": "number", "minimum": 0, "maximum": 1e3 }, "high": { "type": "number", "minimum": 0, "maximum": 1e3 } }, "additionalProperties": false }] }, "timeoutSeconds": { "type": "integer", "minimum": 5, "maximum": 280 }, "supports": { "type": "object", "properties": { "aspectRatios": { "type": "array", "items": { "enum": ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] } }, "seed": { "type": "boolean" }, "negativePrompt": { "type": "boolean" }, "steps": { "type": "boolean" }, "guidance": { "type": "boolean" }, "control": { "type": "boolean" }, "operations": { "type": "array", "items": { "type": "object", "required": ["operation", "references", "referenceUsd"], "properties": { "operation": { "enum": ["change", "combine"] }, "references": { "type": "integer", "minimum": 1, "maximum": 4 }, "referenceUsd": { "type": "number", "minimum": 0 } }, "additionalProperties": false } } }, "additionalProperties": false }, "sizes": { "type": "object", "properties": { "1:1": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "16:9": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "9:16": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "4:3": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "3:4": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "3:2": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" }, "2:3": { "type": "string", "pattern": "^(?!0+[x:])[!-~]{1,60}$" } }, "additionalProperties": false, "minProperties": 1 }, "fixed": { "type": "object", "patternProperties": { "^.*$": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }, { "type": "null" }] } } }, "textModel": { "type": "string", "pattern": "^[!-~](?:[ -~]{0,198}[!-~])?$" } }, "additionalProperties": false, "$id": "ModelOverride" };
var pattern19 = new RegExp("^[!-~](?:[ -~]{0,198}[!-~])?$", "u");
var pattern20 = new RegExp("^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$", "u");
var pattern21 = new RegExp("^[a-z]{2}(?:-[a-z]+)+-\\d$", "u");
var pattern22 = new RegExp("^(?!0+[x:])[!-~]{1,60}$", "u");
var pattern29 = new RegExp("^.*$", "u");
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func13.call(schema23.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.provider !== void 0) {
      if (typeof data.provider !== "string") {
        const err1 = { instancePath: instancePath + "/provider", schemaPath: "#/properties/provider/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.model !== void 0) {
      let data1 = data.model;
      if (typeof data1 === "string") {
        if (!pattern19.test(data1)) {
          const err2 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/pattern", keyword: "pattern", params: { pattern: "^[!-~](?:[ -~]{0,198}[!-~])?$" } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = { instancePath: instancePath + "/model", schemaPath: "#/properties/model/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.baseUrl !== void 0) {
      let data2 = data.baseUrl;
      if (typeof data2 === "string") {
        if (!pattern20.test(data2)) {
          const err4 = { instancePath: instancePath + "/baseUrl", schemaPath: "#/properties/baseUrl/pattern", keyword: "pattern", params: { pattern: "^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/baseUrl", schemaPath: "#/properties/baseUrl/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.region !== void 0) {
      let data3 = data.region;
      if (typeof data3 === "string") {
        if (!pattern21.test(data3)) {
          const err6 = { instancePath: instancePath + "/region", schemaPath: "#/properties/region/pattern", keyword: "pattern", params: { pattern: "^[a-z]{2}(?:-[a-z]+)+-\\d$" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/region", schemaPath: "#/properties/region/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.priceUsd !== void 0) {
      let data4 = data.priceUsd;
      const _errs11 = errors;
      let valid1 = false;
      const _errs12 = errors;
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 1e3 || isNaN(data4)) {
          const err8 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e3 } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          const err9 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/0/type", keyword: "type", params: { type: "number" } };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      var _valid0 = _errs12 === errors;
      valid1 = valid1 || _valid0;
      if (!valid1) {
        const _errs14 = errors;
        if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
          if (data4.low === void 0) {
            const err11 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/1/required", keyword: "required", params: { missingProperty: "low" } };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
          if (data4.high === void 0) {
            const err12 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/1/required", keyword: "required", params: { missingProperty: "high" } };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          for (const key1 in data4) {
            if (!(key1 === "low" || key1 === "high")) {
              const err13 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/1/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          }
          if (data4.low !== void 0) {
            let data5 = data4.low;
            if (typeof data5 == "number" && isFinite(data5)) {
              if (data5 > 1e3 || isNaN(data5)) {
                const err14 = { instancePath: instancePath + "/priceUsd/low", schemaPath: "#/properties/priceUsd/anyOf/1/properties/low/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e3 } };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
              if (data5 < 0 || isNaN(data5)) {
                const err15 = { instancePath: instancePath + "/priceUsd/low", schemaPath: "#/properties/priceUsd/anyOf/1/properties/low/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            } else {
              const err16 = { instancePath: instancePath + "/priceUsd/low", schemaPath: "#/properties/priceUsd/anyOf/1/properties/low/type", keyword: "type", params: { type: "number" } };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          }
          if (data4.high !== void 0) {
            let data6 = data4.high;
            if (typeof data6 == "number" && isFinite(data6)) {
              if (data6 > 1e3 || isNaN(data6)) {
                const err17 = { instancePath: instancePath + "/priceUsd/high", schemaPath: "#/properties/priceUsd/anyOf/1/properties/high/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e3 } };
                if (vErrors === null) {
                  vErrors = [err17];
                } else {
                  vErrors.push(err17);
                }
                errors++;
              }
              if (data6 < 0 || isNaN(data6)) {
                const err18 = { instancePath: instancePath + "/priceUsd/high", schemaPath: "#/properties/priceUsd/anyOf/1/properties/high/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            } else {
              const err19 = { instancePath: instancePath + "/priceUsd/high", schemaPath: "#/properties/priceUsd/anyOf/1/properties/high/type", keyword: "type", params: { type: "number" } };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          }
        } else {
          const err20 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf/1/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        var _valid0 = _errs14 === errors;
        valid1 = valid1 || _valid0;
      }
      if (!valid1) {
        const err21 = { instancePath: instancePath + "/priceUsd", schemaPath: "#/properties/priceUsd/anyOf", keyword: "anyOf", params: {} };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
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
        const err22 = { instancePath: instancePath + "/timeoutSeconds", schemaPath: "#/properties/timeoutSeconds/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 280 || isNaN(data7)) {
          const err23 = { instancePath: instancePath + "/timeoutSeconds", schemaPath: "#/properties/timeoutSeconds/maximum", keyword: "maximum", params: { comparison: "<=", limit: 280 } };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
        if (data7 < 5 || isNaN(data7)) {
          const err24 = { instancePath: instancePath + "/timeoutSeconds", schemaPath: "#/properties/timeoutSeconds/minimum", keyword: "minimum", params: { comparison: ">=", limit: 5 } };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    if (data.supports !== void 0) {
      let data8 = data.supports;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key2 in data8) {
          if (!(key2 === "aspectRatios" || key2 === "seed" || key2 === "negativePrompt" || key2 === "steps" || key2 === "guidance" || key2 === "control" || key2 === "operations")) {
            const err25 = { instancePath: instancePath + "/supports", schemaPath: "#/properties/supports/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 } };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        if (data8.aspectRatios !== void 0) {
          let data9 = data8.aspectRatios;
          if (Array.isArray(data9)) {
            const len0 = data9.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data10 = data9[i0];
              if (!(data10 === "1:1" || data10 === "16:9" || data10 === "9:16" || data10 === "4:3" || data10 === "3:4" || data10 === "3:2" || data10 === "2:3")) {
                const err26 = { instancePath: instancePath + "/supports/aspectRatios/" + i0, schemaPath: "#/properties/supports/properties/aspectRatios/items/enum", keyword: "enum", params: { allowedValues: schema23.properties.supports.properties.aspectRatios.items.enum } };
                if (vErrors === null) {
                  vErrors = [err26];
                } else {
                  vErrors.push(err26);
                }
                errors++;
              }
            }
          } else {
            const err27 = { instancePath: instancePath + "/supports/aspectRatios", schemaPath: "#/properties/supports/properties/aspectRatios/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
        if (data8.seed !== void 0) {
          if (typeof data8.seed !== "boolean") {
            const err28 = { instancePath: instancePath + "/supports/seed", schemaPath: "#/properties/supports/properties/seed/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        if (data8.negativePrompt !== void 0) {
          if (typeof data8.negativePrompt !== "boolean") {
            const err29 = { instancePath: instancePath + "/supports/negativePrompt", schemaPath: "#/properties/supports/properties/negativePrompt/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        }
        if (data8.steps !== void 0) {
          if (typeof data8.steps !== "boolean") {
            const err30 = { instancePath: instancePath + "/supports/steps", schemaPath: "#/properties/supports/properties/steps/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
        if (data8.guidance !== void 0) {
          if (typeof data8.guidance !== "boolean") {
            const err31 = { instancePath: instancePath + "/supports/guidance", schemaPath: "#/properties/supports/properties/guidance/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        if (data8.control !== void 0) {
          if (typeof data8.control !== "boolean") {
            const err32 = { instancePath: instancePath + "/supports/control", schemaPath: "#/properties/supports/properties/control/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
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
                  const err33 = { instancePath: instancePath + "/supports/operations/" + i1, schemaPath: "#/properties/supports/properties/operations/items/required", keyword: "required", params: { missingProperty: "operation" } };
                  if (vErrors === null) {
                    vErrors = [err33];
                  } else {
                    vErrors.push(err33);
                  }
                  errors++;
                }
                if (data17.references === void 0) {
                  const err34 = { instancePath: instancePath + "/supports/operations/" + i1, schemaPath: "#/properties/supports/properties/operations/items/required", keyword: "required", params: { missingProperty: "references" } };
                  if (vErrors === null) {
                    vErrors = [err34];
                  } else {
                    vErrors.push(err34);
                  }
                  errors++;
                }
                if (data17.referenceUsd === void 0) {
                  const err35 = { instancePath: instancePath + "/supports/operations/" + i1, schemaPath: "#/properties/supports/properties/operations/items/required", keyword: "required", params: { missingProperty: "referenceUsd" } };
                  if (vErrors === null) {
                    vErrors = [err35];
                  } else {
                    vErrors.push(err35);
                  }
                  errors++;
                }
                for (const key3 in data17) {
                  if (!(key3 === "operation" || key3 === "references" || key3 === "referenceUsd")) {
                    const err36 = { instancePath: instancePath + "/supports/operations/" + i1, schemaPath: "#/properties/supports/properties/operations/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 } };
                    if (vErrors === null) {
                      vErrors = [err36];
                    } else {
                      vErrors.push(err36);
                    }
                    errors++;
                  }
                }
                if (data17.operation !== void 0) {
                  let data18 = data17.operation;
                  if (!(data18 === "change" || data18 === "combine")) {
                    const err37 = { instancePath: instancePath + "/supports/operations/" + i1 + "/operation", schemaPath: "#/properties/supports/properties/operations/items/properties/operation/enum", keyword: "enum", params: { allowedValues: schema23.properties.supports.properties.operations.items.properties.operation.enum } };
                    if (vErrors === null) {
                      vErrors = [err37];
                    } else {
                      vErrors.push(err37);
                    }
                    errors++;
                  }
                }
                if (data17.references !== void 0) {
                  let data19 = data17.references;
                  if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19)) && isFinite(data19))) {
                    const err38 = { instancePath: instancePath + "/supports/operations/" + i1 + "/references", schemaPath: "#/properties/supports/properties/operations/items/properties/references/type", keyword: "type", params: { type: "integer" } };
                    if (vErrors === null) {
                      vErrors = [err38];
                    } else {
                      vErrors.push(err38);
                    }
                    errors++;
                  }
                  if (typeof data19 == "number" && isFinite(data19)) {
                    if (data19 > 4 || isNaN(data19)) {
                      const err39 = { instancePath: instancePath + "/supports/operations/" + i1 + "/references", schemaPath: "#/properties/supports/properties/operations/items/properties/references/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4 } };
                      if (vErrors === null) {
                        vErrors = [err39];
                      } else {
                        vErrors.push(err39);
                      }
                      errors++;
                    }
                    if (data19 < 1 || isNaN(data19)) {
                      const err40 = { instancePath: instancePath + "/supports/operations/" + i1 + "/references", schemaPath: "#/properties/supports/properties/operations/items/properties/references/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                    }
                  }
                }
                if (data17.referenceUsd !== void 0) {
                  let data20 = data17.referenceUsd;
                  if (typeof data20 == "number" && isFinite(data20)) {
                    if (data20 < 0 || isNaN(data20)) {
                      const err41 = { instancePath: instancePath + "/supports/operations/" + i1 + "/referenceUsd", schemaPath: "#/properties/supports/properties/operations/items/properties/referenceUsd/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                      if (vErrors === null) {
                        vErrors = [err41];
                      } else {
                        vErrors.push(err41);
                      }
                      errors++;
                    }
                  } else {
                    const err42 = { instancePath: instancePath + "/supports/operations/" + i1 + "/referenceUsd", schemaPath: "#/properties/supports/properties/operations/items/properties/referenceUsd/type", keyword: "type", params: { type: "number" } };
                    if (vErrors === null) {
                      vErrors = [err42];
                    } else {
                      vErrors.push(err42);
                    }
                    errors++;
                  }
                }
              } else {
                const err43 = { instancePath: instancePath + "/supports/operations/" + i1, schemaPath: "#/properties/supports/properties/operations/items/type", keyword: "type", params: { type: "object" } };
                if (vErrors === null) {
                  vErrors = [err43];
                } else {
                  vErrors.push(err43);
                }
                errors++;
              }
            }
          } else {
            const err44 = { instancePath: instancePath + "/supports/operations", schemaPath: "#/properties/supports/properties/operations/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
        }
      } else {
        const err45 = { instancePath: instancePath + "/supports", schemaPath: "#/properties/supports/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
    if (data.sizes !== void 0) {
      let data21 = data.sizes;
      if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
        if (Object.keys(data21).length < 1) {
          const err46 = { instancePath: instancePath + "/sizes", schemaPath: "#/properties/sizes/minProperties", keyword: "minProperties", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
        for (const key4 in data21) {
          if (!(key4 === "1:1" || key4 === "16:9" || key4 === "9:16" || key4 === "4:3" || key4 === "3:4" || key4 === "3:2" || key4 === "2:3")) {
            const err47 = { instancePath: instancePath + "/sizes", schemaPath: "#/properties/sizes/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        if (data21["1:1"] !== void 0) {
          let data22 = data21["1:1"];
          if (typeof data22 === "string") {
            if (!pattern22.test(data22)) {
              const err48 = { instancePath: instancePath + "/sizes/1:1", schemaPath: "#/properties/sizes/properties/1%3A1/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
          } else {
            const err49 = { instancePath: instancePath + "/sizes/1:1", schemaPath: "#/properties/sizes/properties/1%3A1/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        }
        if (data21["16:9"] !== void 0) {
          let data23 = data21["16:9"];
          if (typeof data23 === "string") {
            if (!pattern22.test(data23)) {
              const err50 = { instancePath: instancePath + "/sizes/16:9", schemaPath: "#/properties/sizes/properties/16%3A9/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err50];
              } else {
                vErrors.push(err50);
              }
              errors++;
            }
          } else {
            const err51 = { instancePath: instancePath + "/sizes/16:9", schemaPath: "#/properties/sizes/properties/16%3A9/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
        }
        if (data21["9:16"] !== void 0) {
          let data24 = data21["9:16"];
          if (typeof data24 === "string") {
            if (!pattern22.test(data24)) {
              const err52 = { instancePath: instancePath + "/sizes/9:16", schemaPath: "#/properties/sizes/properties/9%3A16/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err52];
              } else {
                vErrors.push(err52);
              }
              errors++;
            }
          } else {
            const err53 = { instancePath: instancePath + "/sizes/9:16", schemaPath: "#/properties/sizes/properties/9%3A16/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
        if (data21["4:3"] !== void 0) {
          let data25 = data21["4:3"];
          if (typeof data25 === "string") {
            if (!pattern22.test(data25)) {
              const err54 = { instancePath: instancePath + "/sizes/4:3", schemaPath: "#/properties/sizes/properties/4%3A3/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err54];
              } else {
                vErrors.push(err54);
              }
              errors++;
            }
          } else {
            const err55 = { instancePath: instancePath + "/sizes/4:3", schemaPath: "#/properties/sizes/properties/4%3A3/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
        if (data21["3:4"] !== void 0) {
          let data26 = data21["3:4"];
          if (typeof data26 === "string") {
            if (!pattern22.test(data26)) {
              const err56 = { instancePath: instancePath + "/sizes/3:4", schemaPath: "#/properties/sizes/properties/3%3A4/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err56];
              } else {
                vErrors.push(err56);
              }
              errors++;
            }
          } else {
            const err57 = { instancePath: instancePath + "/sizes/3:4", schemaPath: "#/properties/sizes/properties/3%3A4/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err57];
            } else {
              vErrors.push(err57);
            }
            errors++;
          }
        }
        if (data21["3:2"] !== void 0) {
          let data27 = data21["3:2"];
          if (typeof data27 === "string") {
            if (!pattern22.test(data27)) {
              const err58 = { instancePath: instancePath + "/sizes/3:2", schemaPath: "#/properties/sizes/properties/3%3A2/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err58];
              } else {
                vErrors.push(err58);
              }
              errors++;
            }
          } else {
            const err59 = { instancePath: instancePath + "/sizes/3:2", schemaPath: "#/properties/sizes/properties/3%3A2/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        }
        if (data21["2:3"] !== void 0) {
          let data28 = data21["2:3"];
          if (typeof data28 === "string") {
            if (!pattern22.test(data28)) {
              const err60 = { instancePath: instancePath + "/sizes/2:3", schemaPath: "#/properties/sizes/properties/2%3A3/pattern", keyword: "pattern", params: { pattern: "^(?!0+[x:])[!-~]{1,60}$" } };
              if (vErrors === null) {
                vErrors = [err60];
              } else {
                vErrors.push(err60);
              }
              errors++;
            }
          } else {
            const err61 = { instancePath: instancePath + "/sizes/2:3", schemaPath: "#/properties/sizes/properties/2%3A3/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
        }
      } else {
        const err62 = { instancePath: instancePath + "/sizes", schemaPath: "#/properties/sizes/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err62];
        } else {
          vErrors.push(err62);
        }
        errors++;
      }
    }
    if (data.fixed !== void 0) {
      let data29 = data.fixed;
      if (data29 && typeof data29 == "object" && !Array.isArray(data29)) {
        for (const key5 in data29) {
          if (pattern29.test(key5)) {
            let data30 = data29[key5];
            const _errs69 = errors;
            let valid11 = false;
            const _errs70 = errors;
            if (typeof data30 !== "string") {
              const err63 = { instancePath: instancePath + "/fixed/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/fixed/patternProperties/%5E.*%24/anyOf/0/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err63];
              } else {
                vErrors.push(err63);
              }
              errors++;
            }
            var _valid1 = _errs70 === errors;
            valid11 = valid11 || _valid1;
            if (!valid11) {
              const _errs72 = errors;
              if (!(typeof data30 == "number" && isFinite(data30))) {
                const err64 = { instancePath: instancePath + "/fixed/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/fixed/patternProperties/%5E.*%24/anyOf/1/type", keyword: "type", params: { type: "number" } };
                if (vErrors === null) {
                  vErrors = [err64];
                } else {
                  vErrors.push(err64);
                }
                errors++;
              }
              var _valid1 = _errs72 === errors;
              valid11 = valid11 || _valid1;
              if (!valid11) {
                const _errs74 = errors;
                if (typeof data30 !== "boolean") {
                  const err65 = { instancePath: instancePath + "/fixed/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/fixed/patternProperties/%5E.*%24/anyOf/2/type", keyword: "type", params: { type: "boolean" } };
                  if (vErrors === null) {
                    vErrors = [err65];
                  } else {
                    vErrors.push(err65);
                  }
                  errors++;
                }
                var _valid1 = _errs74 === errors;
                valid11 = valid11 || _valid1;
                if (!valid11) {
                  const _errs76 = errors;
                  if (data30 !== null) {
                    const err66 = { instancePath: instancePath + "/fixed/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/fixed/patternProperties/%5E.*%24/anyOf/3/type", keyword: "type", params: { type: "null" } };
                    if (vErrors === null) {
                      vErrors = [err66];
                    } else {
                      vErrors.push(err66);
                    }
                    errors++;
                  }
                  var _valid1 = _errs76 === errors;
                  valid11 = valid11 || _valid1;
                }
              }
            }
            if (!valid11) {
              const err67 = { instancePath: instancePath + "/fixed/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/fixed/patternProperties/%5E.*%24/anyOf", keyword: "anyOf", params: {} };
              if (vErrors === null) {
                vErrors = [err67];
              } else {
                vErrors.push(err67);
              }
              errors++;
            } else {
              errors = _errs69;
              if (vErrors !== null) {
                if (_errs69) {
                  vErrors.length = _errs69;
                } else {
                  vErrors = null;
                }
              }
            }
          }
        }
      } else {
        const err68 = { instancePath: instancePath + "/fixed", schemaPath: "#/properties/fixed/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err68];
        } else {
          vErrors.push(err68);
        }
        errors++;
      }
    }
    if (data.textModel !== void 0) {
      let data31 = data.textModel;
      if (typeof data31 === "string") {
        if (!pattern19.test(data31)) {
          const err69 = { instancePath: instancePath + "/textModel", schemaPath: "#/properties/textModel/pattern", keyword: "pattern", params: { pattern: "^[!-~](?:[ -~]{0,198}[!-~])?$" } };
          if (vErrors === null) {
            vErrors = [err69];
          } else {
            vErrors.push(err69);
          }
          errors++;
        }
      } else {
        const err70 = { instancePath: instancePath + "/textModel", schemaPath: "#/properties/textModel/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err70];
        } else {
          vErrors.push(err70);
        }
        errors++;
      }
    }
  } else {
    const err71 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err71];
    } else {
      vErrors.push(err71);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var isReferenceId = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern5.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{32}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var isRunKey = validate24;
var pattern32 = new RegExp("^[A-Za-z0-9_-]{22,128}$", "u");
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern32.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{22,128}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
var isRunKeyHash = validate25;
var pattern33 = new RegExp("^[0-9a-f]{64}$", "u");
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern33.test(data)) {
      const err0 = { instancePath, schemaPath: "#/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{64}$" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  } else {
    const err1 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" } };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var isRunListQuery = validate26;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "limit" || key0 === "cursor")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.limit !== void 0) {
      let data0 = data.limit;
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        const err1 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 50 || isNaN(data0)) {
          const err2 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/maximum", keyword: "maximum", params: { comparison: "<=", limit: 50 } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err3 = { instancePath: instancePath + "/limit", schemaPath: "#/properties/limit/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    if (data.cursor !== void 0) {
      let data1 = data.cursor;
      if (typeof data1 === "string") {
        if (!pattern5.test(data1)) {
          const err4 = { instancePath: instancePath + "/cursor", schemaPath: "#/properties/cursor/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{32}$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/cursor", schemaPath: "#/properties/cursor/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
var isWorkerEvent = validate27;
var schema28 = { "type": "object", "required": ["jobId", "modelId", "prompt", "parameters", "createdAt", "totalModels", "reservedUsd", "correlationId"], "properties": { "jobId": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }, "modelId": { "type": "string", "pattern": "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" }, "index": { "type": "integer", "minimum": 0, "maximum": 3 }, "prompt": { "type": "string", "minLength": 1 }, "parameters": { "type": "object", "properties": { "aspectRatio": { "enum": ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] }, "seed": { "type": "integer", "minimum": 0, "maximum": 2147483647 }, "negativePrompt": { "type": "string", "maxLength": 1e3, "pattern": "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" }, "steps": { "type": "integer", "minimum": 1, "maximum": 100 }, "guidance": { "type": "number", "minimum": 0, "maximum": 30 }, "control": { "type": "number", "minimum": 0, "maximum": 2 } }, "additionalProperties": false }, "createdAt": { "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" }, "totalModels": { "type": "integer", "minimum": 1 }, "totalPictures": { "type": "integer", "minimum": 1 }, "models": { "type": "array", "items": {} }, "reservedUsd": { "type": "number", "minimum": 0 }, "correlationId": { "type": "string" }, "payer": { "type": "string" }, "visibility": { "type": "string" }, "expiresAt": { "type": "string" }, "run": { "type": "object", "required": ["jobId", "prompt", "createdAt", "totalModels"], "properties": { "jobId": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }, "prompt": { "type": "string" }, "createdAt": { "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" }, "totalModels": { "type": "integer", "minimum": 1 }, "totalPictures": { "type": "integer", "minimum": 1 }, "models": { "type": "array", "items": {} }, "aspectRatio": { "type": "string" }, "expiresAt": { "type": "string" } }, "additionalProperties": true }, "operation": { "type": "string" }, "inputs": { "type": "array", "items": {} }, "adopt": { "type": "object", "required": ["imageKey", "attempt", "thumbnail"], "properties": { "imageKey": { "type": "string" }, "attempt": { "type": "integer", "minimum": 1, "maximum": 9 }, "thumbnail": { "type": "boolean" } }, "additionalProperties": false }, "version": { "type": "integer", "minimum": 1 } }, "additionalProperties": true, "$id": "WorkerEvent" };
var pattern38 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$", "u");
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.jobId === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "jobId" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.modelId === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "modelId" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.prompt === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "prompt" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.parameters === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "parameters" } };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.createdAt === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "createdAt" } };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.totalModels === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "totalModels" } };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.reservedUsd === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "reservedUsd" } };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.correlationId === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "correlationId" } };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.jobId !== void 0) {
      let data0 = data.jobId;
      if (typeof data0 === "string") {
        if (!pattern2.test(data0)) {
          const err8 = { instancePath: instancePath + "/jobId", schemaPath: "#/properties/jobId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/jobId", schemaPath: "#/properties/jobId/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.modelId !== void 0) {
      let data1 = data.modelId;
      if (typeof data1 === "string") {
        if (!pattern3.test(data1)) {
          const err10 = { instancePath: instancePath + "/modelId", schemaPath: "#/properties/modelId/pattern", keyword: "pattern", params: { pattern: "^[1-9][0-9]?-[a-z0-9][a-z0-9.-]{0,79}$" } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/modelId", schemaPath: "#/properties/modelId/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.index !== void 0) {
      let data2 = data.index;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        const err12 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 3 || isNaN(data2)) {
          const err13 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/maximum", keyword: "maximum", params: { comparison: "<=", limit: 3 } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          const err14 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
    }
    if (data.prompt !== void 0) {
      let data3 = data.prompt;
      if (typeof data3 === "string") {
        if (func2(data3) < 1) {
          const err15 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/prompt", schemaPath: "#/properties/prompt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.parameters !== void 0) {
      let data4 = data.parameters;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (const key0 in data4) {
          if (!(key0 === "aspectRatio" || key0 === "seed" || key0 === "negativePrompt" || key0 === "steps" || key0 === "guidance" || key0 === "control")) {
            const err17 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data4.aspectRatio !== void 0) {
          let data5 = data4.aspectRatio;
          if (!(data5 === "1:1" || data5 === "16:9" || data5 === "9:16" || data5 === "4:3" || data5 === "3:4" || data5 === "3:2" || data5 === "2:3")) {
            const err18 = { instancePath: instancePath + "/parameters/aspectRatio", schemaPath: "#/properties/parameters/properties/aspectRatio/enum", keyword: "enum", params: { allowedValues: schema28.properties.parameters.properties.aspectRatio.enum } };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        if (data4.seed !== void 0) {
          let data6 = data4.seed;
          if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
            const err19 = { instancePath: instancePath + "/parameters/seed", schemaPath: "#/properties/parameters/properties/seed/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
          if (typeof data6 == "number" && isFinite(data6)) {
            if (data6 > 2147483647 || isNaN(data6)) {
              const err20 = { instancePath: instancePath + "/parameters/seed", schemaPath: "#/properties/parameters/properties/seed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 } };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
            if (data6 < 0 || isNaN(data6)) {
              const err21 = { instancePath: instancePath + "/parameters/seed", schemaPath: "#/properties/parameters/properties/seed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
          }
        }
        if (data4.negativePrompt !== void 0) {
          let data7 = data4.negativePrompt;
          if (typeof data7 === "string") {
            if (func2(data7) > 1e3) {
              const err22 = { instancePath: instancePath + "/parameters/negativePrompt", schemaPath: "#/properties/parameters/properties/negativePrompt/maxLength", keyword: "maxLength", params: { limit: 1e3 } };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
            if (!pattern0.test(data7)) {
              const err23 = { instancePath: instancePath + "/parameters/negativePrompt", schemaPath: "#/properties/parameters/properties/negativePrompt/pattern", keyword: "pattern", params: { pattern: "^[\\t\\n\\r \\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u3000\\ufe00-\\ufe0f\\ufeff!-~\\u00a1-\\u00ac\\u00ae-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u206a-\\u2fff\\u3001-\\ud7ff\\ue000-\\ufdff\\ufe10-\\ufefe\\uff00-\\uffff\u{10000}-\u{10FFFF}]*$" } };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          } else {
            const err24 = { instancePath: instancePath + "/parameters/negativePrompt", schemaPath: "#/properties/parameters/properties/negativePrompt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        if (data4.steps !== void 0) {
          let data8 = data4.steps;
          if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)) && isFinite(data8))) {
            const err25 = { instancePath: instancePath + "/parameters/steps", schemaPath: "#/properties/parameters/properties/steps/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
          if (typeof data8 == "number" && isFinite(data8)) {
            if (data8 > 100 || isNaN(data8)) {
              const err26 = { instancePath: instancePath + "/parameters/steps", schemaPath: "#/properties/parameters/properties/steps/maximum", keyword: "maximum", params: { comparison: "<=", limit: 100 } };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
            if (data8 < 1 || isNaN(data8)) {
              const err27 = { instancePath: instancePath + "/parameters/steps", schemaPath: "#/properties/parameters/properties/steps/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          }
        }
        if (data4.guidance !== void 0) {
          let data9 = data4.guidance;
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 > 30 || isNaN(data9)) {
              const err28 = { instancePath: instancePath + "/parameters/guidance", schemaPath: "#/properties/parameters/properties/guidance/maximum", keyword: "maximum", params: { comparison: "<=", limit: 30 } };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
            if (data9 < 0 || isNaN(data9)) {
              const err29 = { instancePath: instancePath + "/parameters/guidance", schemaPath: "#/properties/parameters/properties/guidance/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
          } else {
            const err30 = { instancePath: instancePath + "/parameters/guidance", schemaPath: "#/properties/parameters/properties/guidance/type", keyword: "type", params: { type: "number" } };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
        if (data4.control !== void 0) {
          let data10 = data4.control;
          if (typeof data10 == "number" && isFinite(data10)) {
            if (data10 > 2 || isNaN(data10)) {
              const err31 = { instancePath: instancePath + "/parameters/control", schemaPath: "#/properties/parameters/properties/control/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2 } };
              if (vErrors === null) {
                vErrors = [err31];
              } else {
                vErrors.push(err31);
              }
              errors++;
            }
            if (data10 < 0 || isNaN(data10)) {
              const err32 = { instancePath: instancePath + "/parameters/control", schemaPath: "#/properties/parameters/properties/control/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
          } else {
            const err33 = { instancePath: instancePath + "/parameters/control", schemaPath: "#/properties/parameters/properties/control/type", keyword: "type", params: { type: "number" } };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/parameters", schemaPath: "#/properties/parameters/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.createdAt !== void 0) {
      let data11 = data.createdAt;
      if (typeof data11 === "string") {
        if (!pattern38.test(data11)) {
          const err35 = { instancePath: instancePath + "/createdAt", schemaPath: "#/properties/createdAt/pattern", keyword: "pattern", params: { pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" } };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
      } else {
        const err36 = { instancePath: instancePath + "/createdAt", schemaPath: "#/properties/createdAt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
    }
    if (data.totalModels !== void 0) {
      let data12 = data.totalModels;
      if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
        const err37 = { instancePath: instancePath + "/totalModels", schemaPath: "#/properties/totalModels/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (typeof data12 == "number" && isFinite(data12)) {
        if (data12 < 1 || isNaN(data12)) {
          const err38 = { instancePath: instancePath + "/totalModels", schemaPath: "#/properties/totalModels/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
    }
    if (data.totalPictures !== void 0) {
      let data13 = data.totalPictures;
      if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
        const err39 = { instancePath: instancePath + "/totalPictures", schemaPath: "#/properties/totalPictures/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 < 1 || isNaN(data13)) {
          const err40 = { instancePath: instancePath + "/totalPictures", schemaPath: "#/properties/totalPictures/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err40];
          } else {
            vErrors.push(err40);
          }
          errors++;
        }
      }
    }
    if (data.models !== void 0) {
      if (!Array.isArray(data.models)) {
        const err41 = { instancePath: instancePath + "/models", schemaPath: "#/properties/models/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
    }
    if (data.reservedUsd !== void 0) {
      let data15 = data.reservedUsd;
      if (typeof data15 == "number" && isFinite(data15)) {
        if (data15 < 0 || isNaN(data15)) {
          const err42 = { instancePath: instancePath + "/reservedUsd", schemaPath: "#/properties/reservedUsd/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      } else {
        const err43 = { instancePath: instancePath + "/reservedUsd", schemaPath: "#/properties/reservedUsd/type", keyword: "type", params: { type: "number" } };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
    if (data.correlationId !== void 0) {
      if (typeof data.correlationId !== "string") {
        const err44 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
    }
    if (data.payer !== void 0) {
      if (typeof data.payer !== "string") {
        const err45 = { instancePath: instancePath + "/payer", schemaPath: "#/properties/payer/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
    if (data.visibility !== void 0) {
      if (typeof data.visibility !== "string") {
        const err46 = { instancePath: instancePath + "/visibility", schemaPath: "#/properties/visibility/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
    }
    if (data.expiresAt !== void 0) {
      if (typeof data.expiresAt !== "string") {
        const err47 = { instancePath: instancePath + "/expiresAt", schemaPath: "#/properties/expiresAt/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
    }
    if (data.run !== void 0) {
      let data20 = data.run;
      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
        if (data20.jobId === void 0) {
          const err48 = { instancePath: instancePath + "/run", schemaPath: "#/properties/run/required", keyword: "required", params: { missingProperty: "jobId" } };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
        if (data20.prompt === void 0) {
          const err49 = { instancePath: instancePath + "/run", schemaPath: "#/properties/run/required", keyword: "required", params: { missingProperty: "prompt" } };
          if (vErrors === null) {
            vErrors = [err49];
          } else {
            vErrors.push(err49);
          }
          errors++;
        }
        if (data20.createdAt === void 0) {
          const err50 = { instancePath: instancePath + "/run", schemaPath: "#/properties/run/required", keyword: "required", params: { missingProperty: "createdAt" } };
          if (vErrors === null) {
            vErrors = [err50];
          } else {
            vErrors.push(err50);
          }
          errors++;
        }
        if (data20.totalModels === void 0) {
          const err51 = { instancePath: instancePath + "/run", schemaPath: "#/properties/run/required", keyword: "required", params: { missingProperty: "totalModels" } };
          if (vErrors === null) {
            vErrors = [err51];
          } else {
            vErrors.push(err51);
          }
          errors++;
        }
        if (data20.jobId !== void 0) {
          let data21 = data20.jobId;
          if (typeof data21 === "string") {
            if (!pattern2.test(data21)) {
              const err52 = { instancePath: instancePath + "/run/jobId", schemaPath: "#/properties/run/properties/jobId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" } };
              if (vErrors === null) {
                vErrors = [err52];
              } else {
                vErrors.push(err52);
              }
              errors++;
            }
          } else {
            const err53 = { instancePath: instancePath + "/run/jobId", schemaPath: "#/properties/run/properties/jobId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
        if (data20.prompt !== void 0) {
          if (typeof data20.prompt !== "string") {
            const err54 = { instancePath: instancePath + "/run/prompt", schemaPath: "#/properties/run/properties/prompt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err54];
            } else {
              vErrors.push(err54);
            }
            errors++;
          }
        }
        if (data20.createdAt !== void 0) {
          let data23 = data20.createdAt;
          if (typeof data23 === "string") {
            if (!pattern38.test(data23)) {
              const err55 = { instancePath: instancePath + "/run/createdAt", schemaPath: "#/properties/run/properties/createdAt/pattern", keyword: "pattern", params: { pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" } };
              if (vErrors === null) {
                vErrors = [err55];
              } else {
                vErrors.push(err55);
              }
              errors++;
            }
          } else {
            const err56 = { instancePath: instancePath + "/run/createdAt", schemaPath: "#/properties/run/properties/createdAt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err56];
            } else {
              vErrors.push(err56);
            }
            errors++;
          }
        }
        if (data20.totalModels !== void 0) {
          let data24 = data20.totalModels;
          if (!(typeof data24 == "number" && (!(data24 % 1) && !isNaN(data24)) && isFinite(data24))) {
            const err57 = { instancePath: instancePath + "/run/totalModels", schemaPath: "#/properties/run/properties/totalModels/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err57];
            } else {
              vErrors.push(err57);
            }
            errors++;
          }
          if (typeof data24 == "number" && isFinite(data24)) {
            if (data24 < 1 || isNaN(data24)) {
              const err58 = { instancePath: instancePath + "/run/totalModels", schemaPath: "#/properties/run/properties/totalModels/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
              if (vErrors === null) {
                vErrors = [err58];
              } else {
                vErrors.push(err58);
              }
              errors++;
            }
          }
        }
        if (data20.totalPictures !== void 0) {
          let data25 = data20.totalPictures;
          if (!(typeof data25 == "number" && (!(data25 % 1) && !isNaN(data25)) && isFinite(data25))) {
            const err59 = { instancePath: instancePath + "/run/totalPictures", schemaPath: "#/properties/run/properties/totalPictures/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
          if (typeof data25 == "number" && isFinite(data25)) {
            if (data25 < 1 || isNaN(data25)) {
              const err60 = { instancePath: instancePath + "/run/totalPictures", schemaPath: "#/properties/run/properties/totalPictures/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
              if (vErrors === null) {
                vErrors = [err60];
              } else {
                vErrors.push(err60);
              }
              errors++;
            }
          }
        }
        if (data20.models !== void 0) {
          if (!Array.isArray(data20.models)) {
            const err61 = { instancePath: instancePath + "/run/models", schemaPath: "#/properties/run/properties/models/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
        }
        if (data20.aspectRatio !== void 0) {
          if (typeof data20.aspectRatio !== "string") {
            const err62 = { instancePath: instancePath + "/run/aspectRatio", schemaPath: "#/properties/run/properties/aspectRatio/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
        if (data20.expiresAt !== void 0) {
          if (typeof data20.expiresAt !== "string") {
            const err63 = { instancePath: instancePath + "/run/expiresAt", schemaPath: "#/properties/run/properties/expiresAt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err63];
            } else {
              vErrors.push(err63);
            }
            errors++;
          }
        }
      } else {
        const err64 = { instancePath: instancePath + "/run", schemaPath: "#/properties/run/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err64];
        } else {
          vErrors.push(err64);
        }
        errors++;
      }
    }
    if (data.operation !== void 0) {
      if (typeof data.operation !== "string") {
        const err65 = { instancePath: instancePath + "/operation", schemaPath: "#/properties/operation/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    }
    if (data.inputs !== void 0) {
      if (!Array.isArray(data.inputs)) {
        const err66 = { instancePath: instancePath + "/inputs", schemaPath: "#/properties/inputs/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err66];
        } else {
          vErrors.push(err66);
        }
        errors++;
      }
    }
    if (data.adopt !== void 0) {
      let data31 = data.adopt;
      if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
        if (data31.imageKey === void 0) {
          const err67 = { instancePath: instancePath + "/adopt", schemaPath: "#/properties/adopt/required", keyword: "required", params: { missingProperty: "imageKey" } };
          if (vErrors === null) {
            vErrors = [err67];
          } else {
            vErrors.push(err67);
          }
          errors++;
        }
        if (data31.attempt === void 0) {
          const err68 = { instancePath: instancePath + "/adopt", schemaPath: "#/properties/adopt/required", keyword: "required", params: { missingProperty: "attempt" } };
          if (vErrors === null) {
            vErrors = [err68];
          } else {
            vErrors.push(err68);
          }
          errors++;
        }
        if (data31.thumbnail === void 0) {
          const err69 = { instancePath: instancePath + "/adopt", schemaPath: "#/properties/adopt/required", keyword: "required", params: { missingProperty: "thumbnail" } };
          if (vErrors === null) {
            vErrors = [err69];
          } else {
            vErrors.push(err69);
          }
          errors++;
        }
        for (const key1 in data31) {
          if (!(key1 === "imageKey" || key1 === "attempt" || key1 === "thumbnail")) {
            const err70 = { instancePath: instancePath + "/adopt", schemaPath: "#/properties/adopt/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
        }
        if (data31.imageKey !== void 0) {
          if (typeof data31.imageKey !== "string") {
            const err71 = { instancePath: instancePath + "/adopt/imageKey", schemaPath: "#/properties/adopt/properties/imageKey/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err71];
            } else {
              vErrors.push(err71);
            }
            errors++;
          }
        }
        if (data31.attempt !== void 0) {
          let data33 = data31.attempt;
          if (!(typeof data33 == "number" && (!(data33 % 1) && !isNaN(data33)) && isFinite(data33))) {
            const err72 = { instancePath: instancePath + "/adopt/attempt", schemaPath: "#/properties/adopt/properties/attempt/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err72];
            } else {
              vErrors.push(err72);
            }
            errors++;
          }
          if (typeof data33 == "number" && isFinite(data33)) {
            if (data33 > 9 || isNaN(data33)) {
              const err73 = { instancePath: instancePath + "/adopt/attempt", schemaPath: "#/properties/adopt/properties/attempt/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9 } };
              if (vErrors === null) {
                vErrors = [err73];
              } else {
                vErrors.push(err73);
              }
              errors++;
            }
            if (data33 < 1 || isNaN(data33)) {
              const err74 = { instancePath: instancePath + "/adopt/attempt", schemaPath: "#/properties/adopt/properties/attempt/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
              if (vErrors === null) {
                vErrors = [err74];
              } else {
                vErrors.push(err74);
              }
              errors++;
            }
          }
        }
        if (data31.thumbnail !== void 0) {
          if (typeof data31.thumbnail !== "boolean") {
            const err75 = { instancePath: instancePath + "/adopt/thumbnail", schemaPath: "#/properties/adopt/properties/thumbnail/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err75];
            } else {
              vErrors.push(err75);
            }
            errors++;
          }
        }
      } else {
        const err76 = { instancePath: instancePath + "/adopt", schemaPath: "#/properties/adopt/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    }
    if (data.version !== void 0) {
      let data35 = data.version;
      if (!(typeof data35 == "number" && (!(data35 % 1) && !isNaN(data35)) && isFinite(data35))) {
        const err77 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err77];
        } else {
          vErrors.push(err77);
        }
        errors++;
      }
      if (typeof data35 == "number" && isFinite(data35)) {
        if (data35 < 1 || isNaN(data35)) {
          const err78 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err78];
          } else {
            vErrors.push(err78);
          }
          errors++;
        }
      }
    }
  } else {
    const err79 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err79];
    } else {
      vErrors.push(err79);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
export {
  isCancelRequest,
  isChangeRunRequest,
  isCreateKeyRequest,
  isCreateLinkRequest,
  isCreateReferenceRequest,
  isEnhanceRequest,
  isGalleryListQuery,
  isGenerateRequest,
  isIdempotencyKey,
  isJobId,
  isKeyId,
  isLinkId,
  isModelOverride,
  isReferenceId,
  isRunKey,
  isRunKeyHash,
  isRunListQuery,
  isWorkerEvent
};
