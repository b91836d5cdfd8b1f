// How much of the machine a process of the benchmark takes while a load runs.

export interface Usage {
  /** User and system time since the meter was started. */
  cpuMs: number;
  /** At this moment. */
  rssMb: number;
  peakRssMb: number;
  peakHeapMb: number;
}

export interface Meter {
  start(): void;
  read(): Usage;
}

const sampleIntervalMs = 250;
const bytesPerMb = 1024 * 1024;

export function createMeter(): Meter {
  let from = process.cpuUsage();
  let peak = { rss: 0, heapUsed: 0 };

  function sample(): void {
    const { rss, heapUsed } = process.memoryUsage();
    peak = { rss: Math.max(peak.rss, rss), heapUsed: Math.max(peak.heapUsed, heapUsed) };
  }

  setInterval(sample, sampleIntervalMs).unref();
  return {
    start: () => {
      from = process.cpuUsage();
      peak = { rss: 0, heapUsed: 0 };
    },
    read: () => {
      sample();
      const { user, system } = process.cpuUsage(from);
      return {
        cpuMs: (user + system) / 1_000,
        rssMb: process.memoryUsage.rss() / bytesPerMb,
        peakRssMb: peak.rss / bytesPerMb,
        peakHeapMb: peak.heapUsed / bytesPerMb,
      };
    },
  };
}
