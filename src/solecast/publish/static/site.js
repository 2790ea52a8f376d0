// What a page can do beyond its links and forms. Everything here also works without it:
// charts are pictures, switches are links, suggestions are a list of names.

const dark = matchMedia("(prefers-color-scheme: dark)");
let vega = null;

// Loads the charting script once, when the first chart is on the page.
function charting() {
  vega ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.bundle;
    script.onload = () => done(window.vegaEmbed);
    script.onerror = () => failed(new Error("the charting script did not load"));
    document.head.append(script);
  });
  return vega;
}

async function json(address, signal) {
  const answer = await fetch(address, { signal });
  const body = await answer.json();
  if (!body.ok) throw new Error(body.error.message);
  return body.data;
}

// Replaces the picture of a chart by the interactive chart of the same specification.
async function draw(figure) {
  const plot = figure.querySelector(".plot");
  const width = Math.round(plot.clientWidth);
  const address = new URL(figure.dataset.spec, location.href);
  address.searchParams.set("width", Math.min(Math.max(width, 260), 1400));
  address.searchParams.set("height", width < 520 ? 320 : 430);
  address.searchParams.set("theme", dark.matches ? "dark" : "light");
  figure.dataset.drawn = width;
  const [embed, data] = await Promise.all([charting(), json(address)]);
  const stage = document.createElement("div");
  await embed(stage, data.vega_lite, {
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  });
  plot.replaceChildren(stage);
  figure.dataset.state = "interactive";
}

function charts(root) {
  for (const figure of root.querySelectorAll("figure.chart")) {
    draw(figure).catch((problem) => console.warn("The chart stays a picture:", problem.message));
  }
}

function redrawAll() {
  for (const figure of document.querySelectorAll("figure.chart")) {
    const width = figure.querySelector(".plot").clientWidth;
    if (Math.abs(width - Number(figure.dataset.drawn)) > 24) draw(figure).catch(() => {});
  }
}

// A switch is a link to the same page; only the part that it changes is exchanged.
async function swap(link) {
  const part = link.closest("[data-swap]");
  // Switches that stand apart from their chart change the chart and themselves.
  const apart = part.id === "switches";
  part.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  history.replaceState(null, "", link.href.split("#")[0]);
  for (const old of document.querySelectorAll("[data-swap]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh) continue;
    if (old === part || apart) {
      old.replaceWith(fresh);
      const twin = [...fresh.querySelectorAll("[data-redraw] a")].find((a) => a.textContent === link.textContent);
      twin?.focus();
      if (fresh.matches("figure.chart")) draw(fresh).catch(() => {});
    } else {
      // The other parts keep what they show, but their switches must know the new address.
      const links = fresh.querySelectorAll("[data-redraw] a");
      old.querySelectorAll("[data-redraw] a").forEach((a, n) => (a.href = links[n].href));
    }
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-redraw] a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  swap(link).catch(() => (location.href = link.href));
});

// Suggestions: a combobox over /api/suggest, by the ARIA pattern "list autocomplete".
function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.after(list);
  const goes = input.dataset.suggest === "go";
  let asked = null;
  let timer = 0;
  let at = -1;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(next) {
    const options = [...list.children];
    if (!options.length) return;
    at = (next + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }
  function choose(option) {
    input.value = option.dataset.name;
    close();
    if (goes) location.href = `/shoes/${option.dataset.shoe}`;
    else input.form.requestSubmit();
  }
  function show(cards) {
    list.replaceChildren(
      ...cards.map((card, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.shoe = card.shoe;
        option.dataset.name = card.name;
        const name = document.createElement("span");
        name.textContent = card.name;
        const more = document.createElement("span");
        more.className = "quiet";
        more.textContent = card.first_released || "";
        option.append(name, more);
        return option;
      }),
    );
    at = -1;
    list.hidden = cards.length === 0;
    input.setAttribute("aria-expanded", String(cards.length > 0));
  }
  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const words = input.value.trim();
    if (words.length < 2) return close();
    const address = `/api/suggest?limit=8&q=${encodeURIComponent(words)}`;
    const cards = await json(address, asked.signal);
    if (document.activeElement === input) show(cards);
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), 110);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

// A link to a fact opens it, also where it is folded away.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let part = target; part; part = part.parentElement?.closest("details")) {
    if (part.matches("details")) part.open = true;
  }
  if (target && target.matches("details")) target.scrollIntoView();
}

// In the sheet of a narrow screen all facets but the first start folded, so that all are in sight.
function foldFacets() {
  if (matchMedia("(max-width: 760px)").matches) {
    [...document.querySelectorAll("details.facet")].slice(1).forEach((facet) => (facet.open = false));
  }
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
charts(document);
unfold();
foldFacets();
addEventListener("hashchange", unfold);
dark.addEventListener("change", () => charts(document));
let settled = 0;
addEventListener("resize", () => {
  clearTimeout(settled);
  settled = setTimeout(redrawAll, 200);
});
