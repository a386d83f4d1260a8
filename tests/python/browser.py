"""Walks through the pages as a new reader does, in Chromium: first page, search, person, event, article with the marked
sentence; a question with its form and its file; the SPARQL editor; a network, a link of it and its sentences; the timeline; an
indicator; the map. On a desk and on a phone, in Chinese and English, with scripts and without. With scripts axe-core looks at each page.
Argument: the server's address. Where $FANGZHI_SCREENSHOTS names a folder, pictures of the pages are left there. What `make web`
builds must be there in CI."""

import os
import pathlib
import sys
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

address = sys.argv[1]
pictures = os.environ.get("FANGZHI_SCREENSHOTS")
wrong = []
axe = pathlib.Path(__file__).parent.parent.parent / "web/node_modules/axe-core/axe.min.js"


def check(holds, what):
    if not holds:
        wrong.append(what)


def built():
    """Whether the server has the scripts of the pages."""
    try:
        return urllib.request.urlopen(address + "/static/built/sparql.js").status == 200
    except urllib.error.HTTPError:
        return False


islands = built()
if not islands or not axe.exists():
    check("CI" not in os.environ, "the scripts of the pages are missing: make web")
    print("not looked at: what scripts do; make web builds them")
    islands = False


def browser(width, height, scripts, language):
    options = webdriver.ChromeOptions()
    for switch in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--lang={language}"]:
        options.add_argument(switch)
    options.add_argument(f"--window-size={width},{height}")
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    if width < 600:
        # A window is never as narrow as a phone.
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        started.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    started.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    return started


def walk(name, width, height, scripts, language):
    page = browser(width, height, scripts, language)
    number = 0

    def seen(what):
        nonlocal number
        number += 1
        metrics = page.execute_cdp_cmd("Page.getLayoutMetrics", {})
        wide = metrics["cssContentSize"]["width"]
        check(wide <= width, f"{name}: {what} is {wide} wide on {width}")
        if pictures:
            page.get_screenshot_as_file(f"{pictures}/{name}-{number:02}-{what}.png")
        if scripts and islands:
            page.execute_script(axe.read_text("utf-8"))
            found = page.execute_async_script("const done = arguments[0]; axe.run().then(done, (e) => done({error: String(e)}))")
            check("error" not in found, f"{name}: {what}: axe-core fails: {found.get('error')}")
            for fault in found.get("violations", []):
                if fault["impact"] in ("serious", "critical"):
                    at = "; ".join(str(node["target"]) for node in fault["nodes"][:3])
                    check(False, f"{name}: {what}: {fault['id']}: {fault['help']}: {at}")

    def until(holds, what):
        """Waits for what a script makes."""
        try:
            WebDriverWait(page, 30).until(lambda page: holds())
        except TimeoutException:
            check(False, f"{name}: never: {what}")

    def all_of(selector):
        return page.find_elements(By.CSS_SELECTOR, selector)

    def follow(selector):
        link = page.find_element(By.CSS_SELECTOR, selector)
        page.get(link.get_attribute("href"))

    def sent(form):
        """Sends a form, and waits for its answer: a busy machine may take its time."""
        before = page.find_element(By.TAG_NAME, "html")
        form()
        WebDriverWait(page, 20).until(lambda page: page.find_element(By.TAG_NAME, "html") != before)

    try:
        page.get(address + "/")
        seen("home")
        field = page.find_element(By.NAME, "q")
        sent(lambda: field.send_keys("崔正邦", Keys.ENTER))
        check("/search" in page.current_url, f"{name}: the search opens {page.current_url}")
        check(page.find_elements(By.TAG_NAME, "mark"), f"{name}: what was searched is marked")
        seen("search")
        follow("a[href^='/id/person/']")
        check("崔正邦" in page.find_element(By.TAG_NAME, "h1").text, f"{name}: the person's page")
        seen("person")
        follow(".card h3 a[href^='/id/event/']")
        seen("event")
        said = page.find_element(By.CSS_SELECTOR, "blockquote p").text
        follow("blockquote a[href^='/id/article/']")
        place = page.current_url.split("#")[1]
        sentence = page.find_element(By.ID, place)
        check(sentence.find_element(By.TAG_NAME, "p").text == said, f"{name}: the sentence of the event")
        check(page.find_element(By.CSS_SELECTOR, ":target").get_attribute("id") == place, f"{name}: it is marked")
        stretch = sentence.find_element(By.CSS_SELECTOR, ".raw a").get_attribute("href").split("#")[1]
        read = page.find_element(By.CSS_SELECTOR, "details.page pre").find_element(By.ID, stretch).text
        check("".join(read.split())[:4] == said[:4], f"{name}: the page as it was read has the sentence")
        seen("article")
        page.get(address + "/events?place=510700")
        check(page.find_elements(By.CSS_SELECTOR, ".card"), f"{name}: events of a place")
        seen("events")
        page.get(address + "/id/place/510700")
        seen("place")
        page.get(address + "/questions/posts")
        field = page.find_element(By.NAME, "person")
        sent(lambda: field.send_keys("崔正邦", Keys.ENTER))
        check(page.find_elements(By.CSS_SELECTOR, "td.said"), f"{name}: the question's evidence")
        check(page.find_elements(By.LINK_TEXT, "CSV"), f"{name}: the question's file")
        seen("question")
        page.get(address + "/sparql")
        ask = page.find_element(By.CSS_SELECTOR, "form.query button")
        if scripts and islands:
            until(lambda: all_of(".editor"), "the editor")
            root = page.find_element(By.CSS_SELECTOR, ".editor").shadow_root
            text = root.find_element(By.CSS_SELECTOR, ".cm-content")
            text.send_keys(Keys.CONTROL + Keys.END)
            text.send_keys("\nfz:mon")
            until(lambda: root.find_elements(By.CSS_SELECTOR, ".cm-completionLabel"), "completion of terms")
            offered = [label.text for label in root.find_elements(By.CSS_SELECTOR, ".cm-completionLabel")]
            check("fz:month" in offered, f"{name}: completion offers {offered}")
            seen("completion")
            query = "SELECT ?name { ?p a foaf:Person ; skos:prefLabel ?name "
            typed = ActionChains(page).click(text).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL)
            typed.send_keys(query).send_keys(Keys.ESCAPE).perform()
            ask.click()
            until(lambda: len(all_of("#answer tbody tr")) > 3, "the query's answer")
        else:
            sent(ask.click)
        check(len(all_of("#answer tbody tr")) > 3, f"{name}: the query's answer")
        asked = "foaf" if scripts and islands else "Meeting"
        check("query=" in page.current_url and asked in page.current_url, f"{name}: the query's address: {page.current_url}")
        seen("sparql")
        page.get(address + "/networks/all?place=510700")
        check(len(page.find_elements(By.CSS_SELECTOR, "tbody tr")) > 3, f"{name}: the network's nodes")
        check(page.find_elements(By.CSS_SELECTOR, ".card blockquote p a"), f"{name}: the sentences of its links")
        check(page.find_elements(By.LINK_TEXT, "GraphML"), f"{name}: the network's file")
        check(page.find_elements(By.LINK_TEXT, "SVG"), f"{name}: the network's picture")
        if scripts and islands:
            until(lambda: all_of("#network[data-drawn] canvas"), "the network is drawn")
            page.find_element(By.CSS_SELECTOR, ".tools input[type=search]").send_keys("绵阳市", Keys.ENTER)
            until(lambda: all_of(".panel li button"), "the links of a node")
            page.find_element(By.CSS_SELECTOR, ".panel li button").click()
            until(lambda: all_of(".panel blockquote a[href^='/id/article/']"), "the sentences of a link")
            page.execute_script("document.getElementById('network').scrollIntoView()")
        seen("network")
        page.get(address + "/timeline?per=day")
        check(all_of("table.periods tbody a[href^='/events?']"), f"{name}: the timeline's numbers lead to events")
        if scripts and islands:
            until(lambda: all_of("#timeline[data-drawn] canvas"), "the timeline is drawn")
        else:
            check(all_of("#timeline svg rect"), f"{name}: the timeline's picture")
        seen("timeline")
        page.get(address + "/id/indicator/群众")
        check(all_of("table.series tbody tr"), f"{name}: the indicator's figures")
        if scripts and islands:
            until(lambda: all_of(".plot canvas"), "the indicator is drawn")
        seen("indicator")
        page.get(address + "/map")
        check(len(all_of("#map a.spot[href^='/events?']")) > 2, f"{name}: the map's places lead to events")
        if scripts and islands:
            until(lambda: all_of("#map[data-drawn]"), "the map moves")
            page.find_element(By.CSS_SELECTOR, "#map button").click()
            until(lambda: all_of("#map svg > g[transform]"), "the map is made larger")
        seen("map")
        page.get(address + "/review")
        seen("review")
        page.get(address + "/quality?lang=en")
        seen("quality")
        page.get(address + "/ns")
        seen("vocabulary")
        for entry in page.get_log("browser"):
            check(entry["level"] not in ("SEVERE", "WARNING"), f"{name}: console: {entry['message']}")
    finally:
        page.quit()


for name, width, height in [("desk", 1280, 900), ("phone", 390, 844)]:
    for scripts in [True, False]:
        walk(name if scripts else f"{name}-without-scripts", width, height, scripts, "zh-CN")
    walk(f"{name}-english", width, height, True, "en-GB")

print("\n".join(wrong) or "walked")
sys.exit(bool(wrong))
