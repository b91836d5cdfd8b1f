// The lint rule that holds the folders' import directions (docs: CONTRIBUTING, "Layers"). Loaded by .oxlintrc.json,
// where the table of folders and packages stands. An allow-list: what the table does not name is refused.
import path from 'node:path';

/**
 * @typedef {object} Table
 * @property {{ places: string[], for: string[] }} groundFloor what all files of the places `for` may import
 * @property {Record<string, string[]>} folders what the files of a folder may import beside their own folder
 * @property {Record<string, string[]>} packages where a package may be imported; unnamed packages: everywhere
 */

/** Whether `file` is `place`, lies in it, or fits it where it ends in `*`. Both are relative to the repository. */
function isWithin(file, place) {
  if (place.endsWith('*')) return file.startsWith(place.slice(0, -1));
  return file === place || file.startsWith(`${place}/`);
}

/** The table's narrowest row for a file. */
function rowOf(folders, file) {
  return Object.keys(folders)
    .filter((place) => isWithin(file, place))
    .toSorted((a, b) => a.length - b.length)
    .at(-1);
}

function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function judgePackage({ packages }, file, specifier) {
  const name = packageOf(specifier);
  const places = packages[name];
  if (places === undefined || places.some((place) => isWithin(file, place))) return undefined;
  return `'${name}' is imported only in ${places.join(', ')}.`;
}

function judgeFile({ groundFloor, folders }, file, target) {
  const row = rowOf(folders, file);
  if (row === undefined) {
    return `'${file}' has no row in the import table of .oxlintrc.json: add its folder.`;
  }
  const standsOnGround = groundFloor.for.some((place) => isWithin(file, place));
  const allowed = [row, ...folders[row], ...(standsOnGround ? groundFloor.places : [])];
  if (allowed.some((place) => isWithin(target, place))) return undefined;
  return `'${row}' does not import '${target}'. It may import: ${allowed.join(', ')}.`;
}

/** @returns {string | undefined} what is wrong with this import */
function judge(table, file, specifier) {
  if (specifier.startsWith('node:')) return undefined;
  if (!specifier.startsWith('.')) return judgePackage(table, file, specifier);
  return judgeFile(table, file, path.posix.join(path.posix.dirname(file), specifier));
}

const importDirection = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const [table] = context.options;
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      const message = judge(table, file, source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
    };
  },
};

export default { meta: { name: 'aloud' }, rules: { 'import-direction': importDirection } };
