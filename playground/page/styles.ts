// How Discord's desktop client looks: sizes and colours read off it, light and dark.
export const styles = `
.dark {
  --page: #1a1a1e; --box: #242429; --line: #36373d; --code: #242429; --chip: #2f3037;
  --text: #dfe0e2; --strong: #fbfbfb; --muted: #94959c; --link: #69a9ff; --cover: #3b3c43;
  --mention: #a9b4ff; --mention-back: #5865f23d; --private: #5865f214; --button: #97979f33;
  --comment: #7f848e; --string: #8fc379; --number: #d19a66; --keyword: #c678dd; --title: #61afef;
}
.light {
  --page: #fbfbfb; --box: #ffffff; --line: #dfdfe2; --code: #f3f3f5; --chip: #ebebed;
  --text: #2f3035; --strong: #17181c; --muted: #69696f; --link: #0056d6; --cover: #c9cad0;
  --mention: #4654c0; --mention-back: #5865f224; --private: #5865f214; --button: #97979f29;
  --comment: #6d737b; --string: #2c7a3f; --number: #9a5b13; --keyword: #8b2fb5; --title: #1c5fb8;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); }
main {
  padding: 8px 0 16px; color: var(--text); background: var(--page); overflow-wrap: anywhere;
  font: 400 16px/1.375 'gg sans', 'Noto Sans', 'Helvetica Neue', Helvetica, Arial, 'Noto Sans CJK SC', 'Noto Color Emoji', sans-serif;
}
a { color: var(--link); text-decoration: none; }

.message { position: relative; padding: 2px 48px 2px 72px; }
.message.first { margin-top: 17px; min-height: 44px; }
main > .message:first-child { margin-top: 4px; }
.message.ephemeral { background: var(--private); box-shadow: inset 2px 0 #5865f2; }
.message header { display: flex; align-items: center; gap: 4px; line-height: 22px; }
.message header b { color: var(--strong); font-weight: 500; }
.message time { margin-left: 4px; font-size: 12px; color: var(--muted); }
.tag { padding: 0 5px; border-radius: 4px; font-size: 11px; font-weight: 600; line-height: 16px; color: #fff; background: #5865f2; }
.avatar { display: inline-block; border-radius: 50%; text-align: center; color: #fff; font-weight: 500; }
.message > .avatar { position: absolute; left: 16px; margin-top: 2px; width: 40px; font-size: 20px; line-height: 40px; }
.color-0 { background: #5865f2; } .color-1 { background: #3ba55c; } .color-2 { background: #c27c0e; }
.color-3 { background: #a84300; } .color-4 { background: #ad1457; }
.origin { position: relative; margin-bottom: 4px; font-size: 14px; line-height: 18px; color: var(--muted); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.origin b { color: var(--strong); font-weight: 500; }
.origin .avatar { width: 16px; margin-right: 4px; font-size: 10px; line-height: 16px; }
.message.first:has(.origin)::before { content: ''; position: absolute; left: 36px; top: 10px; width: 30px; height: 12px; border: 2px solid var(--line); border-width: 2px 0 0 2px; border-top-left-radius: 6px; }
.edited, .note { margin-top: 2px; font-size: 12px; color: var(--muted); }
.edited { font-size: 10px; line-height: 14px; }
.thinking { color: var(--muted); }
.thinking i { display: inline-block; width: 8px; height: 8px; margin-right: 2px; border-radius: 50%; background: var(--muted); }

.stack, .container { display: flex; flex-direction: column; gap: 8px; align-items: stretch; }
.stack > *, .container > * { min-width: 0; max-width: 100%; }
.container { padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--box); max-width: 600px; }
.accented { box-shadow: inset 4px 0 var(--accent); }
.section { display: flex; gap: 16px; justify-content: space-between; }
.thumbnail { flex: 0 0 85px; height: 85px; }
.thumbnail img { width: 85px; height: 85px; object-fit: cover; border-radius: 8px; }
hr { width: 100%; margin: 0; border: 0; border-top: 1px solid transparent; }
hr.divider { border-color: var(--line); }
hr.large { margin: 8px 0; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
button { min-height: 32px; padding: 2px 16px; border: 1px solid transparent; border-radius: 8px; font: 500 14px/20px inherit; font-family: inherit; color: #fff; }
button.secondary { background: var(--button); border-color: var(--line); color: var(--strong); }
button.primary { background: #5865f2; } button.success { background: #00863a; } button.danger { background: #d22d39; }
button.link::after { content: ' ↗'; color: var(--muted); }
button:disabled { opacity: 0.5; }
.select { width: 400px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--box); color: var(--muted); max-width: 100%; }
.select.chosen { color: var(--strong); }
.select::after { content: '⌄'; float: right; }

.gallery { max-width: 550px; }
.gallery figure { margin: 0; display: flex; }
.gallery img { display: block; border-radius: 8px; }
.single figure { width: fit-content; max-width: 100%; }
.single img { max-width: min(550px, 100%); max-height: 350px; object-fit: contain; }
.mosaic { display: grid; gap: 4px; }
.columns-2 { grid-template-columns: 1fr 1fr; } .columns-3 { grid-template-columns: 1fr 1fr 1fr; }
.mosaic figure, .mosaic .covered { aspect-ratio: 1; width: 100%; }
.mosaic img { width: 100%; height: 100%; object-fit: cover; }
.file { display: flex; align-items: center; gap: 8px; width: 100%; max-width: 432px; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--box); }
.container .file { background: var(--page); }
.file .icon { flex: 0 0 24px; height: 32px; border: 2px solid var(--muted); border-radius: 4px; border-top-right-radius: 12px; }
.file a { display: block; line-height: 20px; } .file small { display: block; font-size: 12px; line-height: 16px; color: var(--muted); }

.markup { line-height: 22px; white-space: break-spaces; }
.markup h1, .markup h2, .markup h3 { margin: 16px 0 8px; color: var(--strong); font-weight: 700; line-height: 1.375; }
.markup h1 { font-size: 24px; } .markup h2 { font-size: 20px; } .markup h3 { font-size: 16px; }
.markup > :is(h1, h2, h3):first-child { margin-top: 0; }
.markup strong { font-weight: 700; }
.markup small { display: block; font-size: 13px; line-height: 18px; color: var(--muted); }
.markup blockquote { position: relative; margin: 0; padding: 0 8px 0 16px; max-width: 90%; }
.markup blockquote::before { content: ''; position: absolute; left: 0; top: 0; bottom: 0; width: 4px; border-radius: 4px; background: var(--cover); }
.markup ul, .markup ol { margin: 4px 0 0; padding: 0 0 0 28px; }
.markup li { margin-bottom: 4px; }
.markup li > :is(ul, ol) { padding-left: 22px; }
.markup code { padding: 0 3px; border: 1px solid var(--line); border-radius: 4px; background: var(--chip); font: 14px/18px 'gg mono', 'Source Code Pro', Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; }
.markup pre { margin: 6px 0 0; max-width: 100%; }
.markup pre code { display: block; padding: 8px; background: var(--code); color: var(--text); overflow-wrap: anywhere; }
.mention { padding: 0 2px; border-radius: 3px; color: var(--mention); background: var(--mention-back); font-weight: 500; }
.time { padding: 0 2px; border-radius: 3px; background: var(--chip); }
.hl-comment { color: var(--comment); } .hl-string { color: var(--string); font-style: normal; } .hl-number { color: var(--number); font-style: normal; }
.hl-keyword { color: var(--keyword); font-style: normal; } .hl-title { color: var(--title); font-style: normal; }

input { display: none; }
.spoiler-text > span { border-radius: 4px; background: var(--chip); }
.spoiler-text > input:not(:checked) + span { background: var(--cover); cursor: pointer; }
.spoiler-text > input:not(:checked) + span, .spoiler-text > input:not(:checked) + span * { color: transparent; }
.covered { position: relative; width: fit-content; max-width: 100%; overflow: hidden; border-radius: 8px; }
.stack > .covered:has(> .container) { width: 100%; max-width: 600px; }
.covered > label { position: absolute; inset: 0; z-index: 1; display: flex; align-items: center; justify-content: center; cursor: pointer; }
.covered > label b { padding: 4px 12px; border-radius: 16px; font-size: 15px; font-weight: 700; line-height: 20px; text-transform: uppercase; letter-spacing: 0.5px; color: #fff; background: #000000b3; }
.covered:not(:has(> label > input:checked)) > :not(label) { filter: blur(24px); }
.covered:has(> label > input:checked) > label { display: none; }

@media (max-width: 600px) {
  .message { padding-left: 64px; padding-right: 12px; }
  .message > .avatar { left: 12px; }
}
`;
