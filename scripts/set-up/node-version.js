// Runs on any Node that knows modules, so that an old one gets a sentence and not a syntax error.

/** Throws, in words for a person, when this Node is too old. Versions are `major.minor.patch`. */
export function checkNode({ version, lowest }) {
  if (!isOlder(parts(version), parts(lowest))) return;
  throw new Error(
    `Aloud needs Node ${lowest} or newer; this is ${version}.\nGet a newer one at https://nodejs.org or with your version manager (nvm install 22).`,
  );
}

function parts(version) {
  return version.split('.').map(Number);
}

function isOlder([major, minor, patch], [lowestMajor, lowestMinor, lowestPatch]) {
  if (major !== lowestMajor) return major < lowestMajor;
  if (minor !== lowestMinor) return minor < lowestMinor;
  return patch < lowestPatch;
}
