// Loaded into a process before it starts: at SIGUSR2 its time of day moves, as when somebody sets the host's clock.
// What goes by `performance.now()`, timers among it, goes on evenly, as it does then.

const movesByMs = Number(process.env['CLOCK_MOVES_BY_MS']);
const hostNow = Date.now.bind(Date);
let movedByMs = 0;

Date.now = () => hostNow() + movedByMs;
process.on('SIGUSR2', () => {
  movedByMs += movesByMs;
});
