// Writes what GitHub publishes of the answers and events that the tests' GitHub
// gives: examples and schemas, out of the npm packages @octokit/openapi and
// @octokit/webhooks-examples. Run it in a folder that has both installed:
//
//   node github-examples.js RESOURCES
//
// where RESOURCES is src/test/resources/dev/coldstart/cli/github.
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const here = createRequire(path.join(process.cwd(), 'x.js'));
const target = process.argv[2];

const api = here('@octokit/openapi/generated/api.github.com.json');
const version = here('@octokit/openapi/package.json').version;

const answers = {
  repository: ['get', '/repos/{owner}/{repo}', '200'],
  user: ['get', '/user', '200'],
  'pull-request': ['get', '/repos/{owner}/{repo}/pulls/{pull_number}', '200'],
  'pull-requests-of-commit': ['get', '/repos/{owner}/{repo}/commits/{commit_sha}/pulls', '200'],
  commit: ['get', '/repos/{owner}/{repo}/commits/{ref}', '200'],
  compare: ['get', '/repos/{owner}/{repo}/compare/{basehead}', '200'],
  issues: ['get', '/repos/{owner}/{repo}/issues', '200'],
  issue: ['post', '/repos/{owner}/{repo}/issues', '201'],
  comments: ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments', '200'],
  comment: ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments', '201'],
  'check-run': ['post', '/repos/{owner}/{repo}/check-runs', '201'],
  'check-runs': ['get', '/repos/{owner}/{repo}/commits/{ref}/check-runs', '200'],
};

const resolve = (node, kind) => (node.$ref ? api.components[kind][node.$ref.split('/').pop()] : node);
const defs = {};

// OpenAPI 3.0's `nullable` in the words of JSON Schema; descriptions left out.
function schema(node) {
  if (Array.isArray(node)) return node.map(schema);
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref) {
    const name = node.$ref.split('/').pop();
    if (!(name in defs)) {
      defs[name] = true;
      defs[name] = schema(api.components.schemas[name]);
    }
    return { $ref: `#/$defs/${name}` };
  }
  const out = {};
  for (const [key, value] of Object.entries(node)) {
    if (['nullable', 'title', 'example', 'examples', 'deprecated', 'format'].includes(key)) continue;
    if (key === 'description' && typeof value === 'string') continue;
    if (key.startsWith('x-')) continue;
    // The members of `properties` are names, not keywords.
    out[key] =
      key === 'properties' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, schema(v)])) : schema(value);
  }
  if (node.nullable === true) {
    if (out.enum) out.enum = [...out.enum.filter((v) => v !== null), null];
    if (typeof out.type === 'string') out.type = [out.type, 'null'];
    else return { anyOf: [out, { type: 'null' }] };
  }
  return out;
}

const written = { source: `@octokit/openapi ${version}, api.github.com.json`, answers: {}, $defs: defs };
for (const [name, [method, route, status]] of Object.entries(answers)) {
  const json = resolve(api.paths[route][method].responses[status], 'responses').content['application/json'];
  const example = resolve(Object.values(json.examples)[0], 'examples').value;
  written.answers[name] = { of: `${method.toUpperCase()} ${route}`, example, schema: schema(json.schema) };
}
fs.writeFileSync(path.join(target, 'rest.json'), JSON.stringify(written, null, 1) + '\n');

const events = here('@octokit/webhooks-examples/api.github.com/index.json');
const wanted = { pull_request: 'synchronize', workflow_run: 'completed', push: undefined };
const kept = { source: `@octokit/webhooks-examples ${here('@octokit/webhooks-examples/package.json').version}` };
for (const [name, action] of Object.entries(wanted)) {
  const all = events.find((event) => event.name === name).examples;
  kept[name] = all.find((example) => action === undefined || example.action === action);
}
fs.writeFileSync(path.join(target, 'events.json'), JSON.stringify(kept, null, 1) + '\n');
