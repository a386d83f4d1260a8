"""Walks through the pages as a new reader does, in Chromium: first page, search, person, event, article with the marked
sentence; a question with its form and its file; the SPARQL form; a network; on a desk and on a phone, with scripts and without.
Argument: the server's address. Where $FANGZHI_SCREENSHOTS names a folder, pictures of the pages are left there."""

import os
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

address = sys.argv[1]
pictures = os.environ.get("FANGZHI_SCREENSHOTS")
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


def browser(width, height, scripts):
    options = webdriver.ChromeOptions()
    for switch in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]:
        options.add_argument(switch)
    options.add_argument(f"--window-size={width},{height}")
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    if width < 600:
        # A window is never as narrow as a phone.
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        started.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    started.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    return started


def walk(name, width, height, scripts):
    page = browser(width, height, scripts)
    number = 0

    def seen(what):
        nonlocal number
        number += 1
        metrics = page.execute_cdp_cmd("Page.getLayoutMetrics", {})
        wide = metrics["cssContentSize"]["width"]
        check(wide <= width, f"{name}: {what} is {wide} wide on {width}")
        if pictures:
            page.get_screenshot_as_file(f"{pictures}/{name}-{number:02}-{what}.png")

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
        sent(page.find_element(By.CSS_SELECTOR, "form.query button").click)
        check(len(page.find_elements(By.CSS_SELECTOR, "tbody tr")) > 3, f"{name}: the query's answer")
        seen("sparql")
        page.get(address + "/networks/all?place=510700")
        check(len(page.find_elements(By.CSS_SELECTOR, "tbody tr")) > 3, f"{name}: the network's nodes")
        check(page.find_elements(By.CSS_SELECTOR, ".card blockquote p a"), f"{name}: the sentences of its links")
        check(page.find_elements(By.LINK_TEXT, "GraphML"), f"{name}: the network's file")
        seen("network")
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
        walk(name if scripts else f"{name}-without-scripts", width, height, scripts)

print("\n".join(wrong) or "walked")
sys.exit(bool(wrong))
