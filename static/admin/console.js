// Draws each plot from the table behind it; without this file the tables stand for themselves.
"use strict";

const COLOURS = ["asked", "accepted", "chosen", "refused", "withdrawn"];
const DASHES = { asked: [2, 4], chosen: [12, 4, 2, 4], withdrawn: [8, 4] };
const MARKS = { asked: "dotted", chosen: "dashed", withdrawn: "dashed" };
const DAY = 86400;

/** The colour that stands behind light-dark() now: a plot is painted, and knows no CSS. */
const painted = name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(--${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const colour = name => painted(name === "withdrawn" ? "quiet" : name);

const since = date => Date.parse(`${date}T00:00Z`) / 1000;

const read = table => {
  const rows = [...table.tBodies[0].rows];
  const times = rows.map(row => since(row.querySelector("time").dateTime));
  const names = [...table.tHead.rows[0].cells].slice(1).map(cell => cell.textContent.trim());
  const columns = names.map((_, column) => rows.map(row => Number(row.cells[column + 1].textContent)));
  return { times, names, columns };
};

/** Marks the days on which editions took effect. */
const marks = figure => ({
  hooks: {
    draw: plot => {
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = painted("quiet");
      ctx.setLineDash([4, 4]);
      ctx.textBaseline = "alphabetic";
      ctx.font = `${12 * devicePixelRatio}px system-ui`;
      for (const edition of figure.dataset.editions.split(";").filter(Boolean)) {
        const [day, number] = edition.split(" ");
        const x = plot.valToPos(since(day), "x", true);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        const label = `${figure.dataset.edition} ${number}`;
        const gap = 4 * devicePixelRatio;
        const fits = x + gap + ctx.measureText(label).width < bbox.left + bbox.width;
        ctx.textAlign = fits ? "left" : "right";
        ctx.fillText(label, fits ? x + gap : x - gap, bbox.top + 12 * devicePixelRatio);
      }
      ctx.restore();
    },
  },
});

/** Hatches the day that is not over and rings its numbers: a line that falls to them would tell of a fall. */
const soFar = (time, columns) => ({
  hooks: {
    drawAxes: plot => {
      const { ctx, bbox } = plot;
      const x = plot.valToPos(time, "x", true);
      const reach = Math.max(plot.valToPos(time + DAY / 2, "x", true) - x, 4 * devicePixelRatio);
      ctx.save();
      ctx.beginPath();
      ctx.rect(x - reach, bbox.top, 2 * reach, bbox.height);
      ctx.clip();
      ctx.strokeStyle = painted("line");
      ctx.lineWidth = devicePixelRatio;
      ctx.beginPath();
      for (let down = bbox.top - 2 * reach; down < bbox.top + bbox.height; down += 6 * devicePixelRatio) {
        ctx.moveTo(x - reach, down + 2 * reach);
        ctx.lineTo(x + reach, down);
      }
      ctx.stroke();
      ctx.restore();
    },
    draw: plot => {
      const { ctx } = plot;
      const x = plot.valToPos(time, "x", true);
      ctx.save();
      ctx.lineWidth = 2 * devicePixelRatio;
      ctx.fillStyle = painted("ground");
      columns.forEach((column, index) => {
        if (!plot.series[index + 1].show) return;
        ctx.strokeStyle = colour(COLOURS[index]);
        ctx.beginPath();
        ctx.arc(x, plot.valToPos(column.at(-1), "y", true), 3.5 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.fill();
        ctx.stroke();
      });
      ctx.restore();
    },
  },
});

/** A day as 21.11: every browser knows that, and not every one the months in Kazakh. */
const day = seconds => new Date(seconds * 1000).toISOString().slice(5, 10).split("-").reverse().join(".");

const draw = (figure, width) => {
  const { times, names, columns } = read(document.getElementById(figure.dataset.table));
  const isOver = since(figure.dataset.unfinished) !== times.at(-1);
  const axis = { stroke: painted("quiet"), grid: { stroke: painted("line"), width: 1 }, ticks: { show: false } };
  const series = names.map((label, index) => ({
    label,
    value: (_, _drawn, column, at) => columns[column - 1][at] ?? "",
    stroke: colour(COLOURS[index]),
    width: 2,
    dash: DASHES[COLOURS[index]],
    points: { show: times.length < 32 },
  }));
  const highest = (plot, drawn) => {
    const shown = columns.filter((_, index) => plot.series[index + 1].show);
    return Math.max(drawn ?? 0, 4, ...(isOver ? [] : shown.map(column => column.at(-1))));
  };
  figure.replaceChildren();
  new uPlot({
    width: width ?? figure.clientWidth,
    height: 288,
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    series: [{ label: figure.dataset.day, value: (_, seconds) => (seconds ? day(seconds) : "") }, ...series],
    legend: { markers: { dash: (_, column) => MARKS[COLOURS[column - 1]] ?? "solid" } },
    axes: [{ ...axis, values: (_, ticks) => ticks.map(day), incrs: [1, 2, 7, 14, 30, 61, 91].map(days => days * DAY) }, { ...axis, size: 56 }],
    scales: {
      x: { range: (_, first, last) => [first - DAY / 2, (times.length > 1 ? last : first) + DAY / 2] },
      y: { range: (plot, _low, high) => [0, highest(plot, high) * 1.05] },
    },
    plugins: [marks(figure), ...(isOver ? [] : [soFar(times.at(-1), columns)])],
  }, [times, ...columns.map(column => (isOver ? column : column.with(-1, null)))], figure);
  if (!isOver) figure.appendChild(document.createElement("figcaption")).textContent = figure.dataset.note;
};

const drawAll = width => document.querySelectorAll("figure.plot").forEach(figure => draw(figure, width));

drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) drawAll();
  width = innerWidth;
});

/* On paper a plot is as wide as the paper and drawn for white, and the table behind it is there. */
const PAPER = 640;
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
  document.documentElement.style.colorScheme = "light";
  drawAll(PAPER);
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
  document.documentElement.style.colorScheme = "";
  drawAll();
});
