/* Search over towns, indicators and headings of the reports: all words have to be found, each in the
   thing itself or, for indicators and headings, in the town it is of (双龙 普法). Its data is one more
   classic script, loaded when somebody comes to the box. ES2018, no fetch: it works by file://. */
(function () {
  "use strict";
  var doc = document;
  var MOST = 50;
  var TOWNS = 10;
  var HEADINGS = 15;
  var FEW = 3; // pages of a heading that are listed one by one beside other headings

  function plain(text) { return text.normalize("NFKC").toLowerCase(); }

  /* The data with all texts as they are compared. */
  function prepared(data) {
    var towns = data.towns.map(function (one, number) {
      return { kind: "乡镇", number: number, title: one[0], states: one[1], url: one[2],
        text: plain([one[0]].concat(one.slice(3)).join(" ")) };
    });
    return {
      years: data.years,
      towns: towns,
      indicators: data.indicators.map(function (one) {
        return { title: one[1], url: one[2], towns: one[3], text: plain(one[1] + " " + one[0]) };
      }),
      pages: data.pages.map(function (one) {
        var own = typeof one[0] === "number" ? towns[one[0]] : null;
        var name = own ? own.title : one[0];
        var town = own ? own.text : plain(name);
        return { name: name, year: one[1], url: one[2], town: town, text: town + " " + one[1] + "年" };
      }),
      headings: data.headings.map(function (one) {
        var places = [];
        Object.keys(one[1]).forEach(function (anchor) {
          one[1][anchor].forEach(function (page) { places.push([page, anchor]); });
        });
        places.sort(function (a, b) { return a[0] - b[0]; });
        return { title: one[0], text: plain(one[0]), places: places };
      })
    };
  }

  function missing(text, words) {
    return words.filter(function (word) { return text.indexOf(word) < 0; });
  }

  function having(list, words) {
    return list.filter(function (one) { return missing(one.text, words).length === 0; });
  }

  /* For each set of words the list is looked through once. */
  function remembered(list) {
    var known = {};
    return function (words) {
      var key = words.join(" ");
      if (!known[key]) {
        known[key] = having(list, words);
        known[key].set = new Set(known[key]);
      }
      return known[key];
    };
  }

  function statesOf(town, years) {
    return years.map(function (year, n) { return year + "年" + town.states[n]; }).slice(0, 3).join("，");
  }

  /* What was found: how many, and the first of them; the others are only counted. */
  function Found() {
    this.total = 0;
    this.first = [];
  }

  Found.prototype.add = function (count, make) {
    for (var n = 0; n < count && this.first.length < MOST; n += 1) { this.first.push(make(n)); }
    this.total += count;
  };

  function townsFound(data, words) {
    var found = new Found();
    var years = words.filter(function (word) { return /^(?:19|20)\d\d年?$/.test(word); });
    var names = words.filter(function (word) { return years.indexOf(word) < 0; });
    if (!names.length) { return found; }
    if (years.length) {
      var pages = having(data.pages, words).filter(function (page) { return !missing(page.town, names).length; });
      found.add(pages.length, function (n) {
        return { title: pages[n].name + pages[n].year + "年报告", note: "报告", url: pages[n].url };
      });
      return found;
    }
    var towns = having(data.towns, names);
    found.add(towns.length, function (n) {
      var town = towns[n];
      return { title: town.title, note: statesOf(town, data.years), url: town.url || "index.html#t" + town.number };
    });
    return found;
  }

  /* Whether a town has a value: a letter from a to p tells it of four towns. */
  function has(towns, number) {
    var four = towns.charCodeAt(number >> 2) - 97; // NaN behind the end: nothing
    return (four >> (number & 3) & 1) === 1;
  }

  /* Titles that begin with the first word stand first, of these the shortest. */
  function indicatorsFound(data, words) {
    var found = new Found();
    var towns = remembered(data.towns);
    var matching = [];
    data.indicators.forEach(function (one) {
      var rest = missing(one.text, words);
      if (rest.length < words.length) {
        matching.push({ one: one, rest: rest, place: one.text.indexOf(words[0]) });
      }
    });
    matching.sort(function (a, b) {
      return (a.place < 0) - (b.place < 0) || a.place - b.place || a.one.title.length - b.one.title.length;
    });
    matching.forEach(function (match) {
      var one = match.one;
      if (!match.rest.length) {
        found.add(1, function () { return { title: one.title, note: "指标", url: one.url }; });
        return;
      }
      var own = towns(match.rest).filter(function (town) { return has(one.towns, town.number); });
      found.add(own.length, function (n) {
        return { title: one.title + "　" + own[n].title, note: "指标", url: one.url + "#t" + own[n].number };
      });
    });
    return found;
  }

  function headingsFound(data, words) {
    var found = new Found();
    var pages = remembered(data.pages);
    var matching = [];
    data.headings.forEach(function (one) {
      var rest = missing(one.text, words);
      if (rest.length === words.length) { return; }
      var wanted = pages(rest).set;
      var places = rest.length ? one.places.filter(function (place) { return wanted.has(data.pages[place[0]]); }) : one.places;
      if (places.length) { matching.push({ title: one.title, places: places }); }
    });
    matching.forEach(function (one) {
      if (matching.length > 1 && one.places.length > FEW) {
        found.add(1, function () {
          return { title: one.title, note: one.places.length + "份报告有此标题", words: one.title };
        });
        return;
      }
      found.add(one.places.length, function (n) { return headed(data, one, n); });
    });
    return found;
  }

  /* A report that has a heading, by the heading's place in it. */
  function headed(data, one, n) {
    var page = data.pages[one.places[n][0]];
    return { title: one.title, note: page.name + page.year + "年", url: page.url + "#" + one.places[n][1] };
  }

  /* At most MOST results: towns first, then indicators, with room kept for headings. */
  function search(data, query) {
    var words = plain(query).split(/\s+/).filter(Boolean);
    if (!words.length) { return { total: 0, shown: [] }; }
    var towns = townsFound(data, words);
    var indicators = indicatorsFound(data, words);
    var headings = headingsFound(data, words);
    var first = towns.first.slice(0, Math.max(TOWNS, MOST - indicators.total - headings.total));
    var kept = Math.min(headings.total, Math.max(HEADINGS, MOST - first.length - indicators.total));
    var middle = indicators.first.slice(0, Math.max(0, MOST - first.length - kept));
    return {
      total: towns.total + indicators.total + headings.total,
      shown: first.concat(middle, headings.first).slice(0, MOST)
    };
  }

  function start(box) {
    var base = box.getAttribute("data-base");
    var input = box.querySelector("input");
    var told = box.querySelector(".told");
    var list = box.querySelector(".results");
    var data = null;
    var asked = false;

    function item(result) {
      var line = doc.createElement("li");
      var link = doc.createElement(result.url ? "a" : "button");
      var note = doc.createElement("small");
      link.appendChild(doc.createTextNode(result.title));
      note.textContent = result.note;
      link.appendChild(note);
      if (result.url) {
        link.href = base + result.url;
      } else {
        link.type = "button";
        link.addEventListener("click", function () { narrow(result.words); });
      }
      line.appendChild(link);
      return line;
    }

    /* A heading that many reports have, chosen: the reports that have it. */
    function narrow(title) {
      var one = data.headings.filter(function (heading) { return heading.title === title; })[0];
      var found = new Found();
      found.add(one.places.length, function (n) { return headed(data, one, n); });
      input.value = title;
      show({ total: found.total, shown: found.first });
      input.focus();
    }

    function show(found) {
      list.textContent = "";
      found.shown.forEach(function (result) { list.appendChild(item(result)); });
      list.hidden = !found.shown.length;
      var more = found.total > found.shown.length ? "，显示前" + found.shown.length + "项，再加一个词可缩小范围" : "";
      told.textContent = input.value.trim() ? (found.total ? "找到" + found.total + "项" + more : "没有找到，请换一个词。") : "";
    }

    function update() {
      if (data) { show(search(data, input.value)); }
    }

    function load() {
      if (asked) { return; }
      asked = true;
      var script = doc.createElement("script");
      script.src = base + "search-data.js";
      script.addEventListener("load", function () {
        data = prepared(window.fazhiSearchData);
        if (input.value) { update(); }
      });
      script.addEventListener("error", function () {
        told.textContent = "没有找到搜索数据 search-data.js，请把整个文件夹一起拷贝。";
      });
      doc.head.appendChild(script);
    }

    function step(by) {
      var links = Array.prototype.slice.call(list.querySelectorAll("a, button"));
      var next = links.indexOf(doc.activeElement) + by;
      if (next < 0) { input.focus(); } else if (links[next]) { links[next].focus(); }
    }

    function close() { list.hidden = true; }

    input.addEventListener("focus", load);
    input.addEventListener("input", update);
    input.addEventListener("focus", function () { if (list.firstChild && input.value) { list.hidden = false; } });
    box.addEventListener("keydown", function (event) {
      if (event.isComposing) { return; } // the keys are the input method's
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && event.target === input && !list.hidden) {
        event.preventDefault();
        list.querySelector("a, button").click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (list.hidden) { input.value = ""; update(); }
        input.focus();
        close();
      }
    });
    doc.addEventListener("click", function (event) {
      var there = doc.contains(event.target); // a result that was clicked may have made way for others
      if (there && !box.contains(event.target)) { close(); }
    });
    box.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) { close(); }
    });
    if (doc.activeElement === input) { load(); }
  }

  doc.addEventListener("DOMContentLoaded", function () {
    Array.prototype.forEach.call(doc.querySelectorAll(".search"), start);
  });
}());
