// Draws each plot from the table behind it; without this file the tables stand for themselves.
"use strict";

const COLOURS = ["asked", "accepted", "chosen", "refused", "withdrawn"];
const DASHES = { asked: [2, 4], withdrawn: [8, 4] };

/** The colour that stands behind light-dark() now: a plot is painted, and knows no CSS. */
const painted = name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(--${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const read = table => {
  const rows = [...table.tBodies[0].rows];
  const times = rows.map(row => Date.parse(`${row.cells[0].textContent.trim()}T00:00Z`) / 1000);
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
        const x = plot.valToPos(Date.parse(`${day}T00:00Z`) / 1000, "x", true);
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

/** A day as 21.11: every browser knows that, and not every one the months in Kazakh. */
const day = seconds => new Date(seconds * 1000).toISOString().slice(5, 10).split("-").reverse().join(".");

const draw = figure => {
  const { times, names, columns } = read(document.getElementById(figure.dataset.table));
  const axis = { stroke: painted("quiet"), grid: { stroke: painted("line"), width: 1 }, ticks: { show: false } };
  const series = names.map((label, index) => ({
    label,
    value: (_, count) => count ?? "",
    stroke: painted(COLOURS[index] === "withdrawn" ? "quiet" : COLOURS[index]),
    width: 2,
    dash: DASHES[COLOURS[index]],
    points: { show: times.length < 32 },
  }));
  figure.replaceChildren();
  new uPlot({
    width: figure.clientWidth,
    height: 288,
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    series: [{ label: figure.dataset.day, value: (_, seconds) => (seconds ? day(seconds) : "") }, ...series],
    axes: [{ ...axis, values: (_, ticks) => ticks.map(day), incrs: [1, 2, 7, 14, 30, 61, 91].map(days => days * 86400) }, { ...axis, size: 56 }],
    scales: { y: { range: (_, _low, high) => [0, Math.max(high, 4) * 1.05] } },
    plugins: [marks(figure)],
  }, [times, ...columns], figure);
};

const drawAll = () => document.querySelectorAll("figure.plot").forEach(draw);

drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) drawAll();
  width = innerWidth;
});
