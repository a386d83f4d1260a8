//! Saved pages, all invented, by what is peculiar in each.

use super::super::tests::told;
use super::*;
use crate::model::Page;

fn page(bytes: &[u8]) -> Page {
    let mut told = told("saved.html", bytes, read);
    assert_eq!(told.len(), 1);
    told.remove(0).expect("a page")
}

/// Newspaper, day, number, column and address.
fn stated(page: &Page) -> [&str; 4] {
    [&page.newspaper, &page.number, &page.column, &page.url].map(|value| value.as_deref().unwrap_or(""))
}

const FIRST: &str = "本报讯（记者 苗青禾）6月1日，兰州市水务局到城关区检查水库。";
const SECOND: &str = "截至当日，全市共检查水库12座。";

#[test]
fn a_digital_paper_by_its_elements() {
    let html = format!(
        "<html><head><meta charset=gb2312><title>黄河样报数字报</title></head><body><div class='nav'><a href='1'>第01版：要闻</a></div>\
         <td>2023年06月02日 星期五 第03版：民生 <a href='2'>上一版</a></td>\
         <founder-introtitle>防患于未然</founder-introtitle><founder-title>市水务局检查水库</founder-title>\
         <founder-author>本报记者 苗青禾</founder-author>\
         <div id=ozoom><founder-content><p>　　{FIRST}<p>　　{SECOND}</founder-content></div>\
         <div class=foot>黄河样报社版权所有。未经许可，不得转载本网站的任何内容，违者必究。</div></body></html>"
    );
    let (bytes, ..) = encoding_rs::GBK.encode(&html);
    let page = page(&bytes);
    assert_eq!(page.text, format!("防患于未然\n市水务局检查水库\n本报记者 苗青禾\n\n{FIRST}\n{SECOND}"));
    assert_eq!((stated(&page)[1], page.issue_date.map(|d| d.to_string()).as_deref()), ("03", Some("2023-06-02")));
    assert_eq!(stated(&page)[2], "民生");
}

#[test]
fn a_digital_paper_by_its_comments() {
    let html = format!(
        "<html><head><title>电子版</title></head><body><!--enpproperty <date>2023-06-02 08:22:00.0</date><author></author>\
         <title>市水务局检查水库</title><subtitle></subtitle><nodename>03：民生</nodename><sourcename>黄河样报</sourcename>\
         <url>http://paper.example/a.htm</url>/enpproperty--><ul><li><a href=1>市内新闻一则。</a></ul><div>\
         <!--enpcontent--><P>{FIRST}</P><P>{SECOND}</P><!--/enpcontent--></div></body></html>"
    );
    let page = page(html.as_bytes());
    assert_eq!(page.text, format!("市水务局检查水库\n\n{FIRST}\n{SECOND}"));
    assert_eq!(stated(&page), ["黄河样报", "", "03：民生", "http://paper.example/a.htm"]);
    assert_eq!(page.issue_date.map(|d| d.to_string()).as_deref(), Some("2023-06-02"));
}

#[test]
fn a_government_site_by_its_meta_tags() {
    let html = format!(
        "<html><head><meta name=\"SiteName\" content=\"兰州样例网\"><meta name=\"ArticleTitle\" content=\"市水务局检查水库\">\
         <meta name=\"PubDate\" content=\"2023-06-02 08:00\"><meta name=\"ContentSource\" content=\"黄河样报\">\
         <meta name=\"ColumnName\" content=\"部门动态\"><script>var a = '<p>不是正文。</p>';</script></head><body>\
         <h1>市水务局检查水库</h1><p>发布时间：2023-06-03</p><div class=\"view TRS_UEDITOR\"><p>{FIRST}</p>\n<p>{SECOND}</p>\
         <div class=\"share\">分享到：微博。</div></div><p>主办：某单位。地址：某路1号。电话：某号。技术支持：某公司。版权所有：某网站。</p></body></html>"
    );
    let page = page(html.as_bytes());
    assert_eq!(page.text, format!("市水务局检查水库\n\n{FIRST}\n{SECOND}"));
    assert_eq!(stated(&page), ["黄河样报", "", "部门动态", ""]);
    assert_eq!(page.issue_date.map(|d| d.to_string()).as_deref(), Some("2023-06-02"));
}

#[test]
fn a_bare_page_by_its_densest_element() {
    let links = "<li><a href=x>某地召开会议。</a></li>".repeat(30);
    let html = format!(
        "<meta charset=big5><title>市水務局檢查水庫_黃河樣報</title><div><ul>{links}</ul></div><div><h2>黃河樣報</h2><h2>市水務局檢查水庫</h2>\
         <span>來源：樣報</span><div><div>\n<p>6月1日，蘭州市水務局\n到城關區檢查水庫。<br>全市共檢查水庫12座。</p></div></div></div>"
    );
    let (big5, ..) = encoding_rs::BIG5.encode(&html);
    let utf16: Vec<u8> = html.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [html.as_bytes(), &big5, &utf16] {
        assert_eq!(
            page(bytes).text,
            "市水務局檢查水庫\n\n6月1日，蘭州市水務局到城關區檢查水庫。\n全市共檢查水庫12座。"
        );
    }
}

#[test]
fn a_page_of_links_is_no_report() {
    let links = "<li><a href=x>某地召开会议。</a></li>".repeat(30);
    let told = told("index.html", format!("<ul>{links}</ul>").as_bytes(), read);
    assert!(told[0].as_ref().is_err_and(|problem| problem.to_string().starts_with("index.html: no report")));
}

#[test]
fn tags_may_nest_without_end() {
    for tag in ["div", "b", "p", "a href=x", "founder-title", "table"] {
        let html = format!("{}{FIRST}", format!("<{tag}>").repeat(100_000));
        let told = told("bomb.html", html.as_bytes(), read);
        assert_eq!(told.len(), 1, "{tag}");
    }
}

#[test]
fn a_column_of_html_is_its_text() {
    assert_eq!(text("<p>甲。</p><p>乙<b>丙</b>。<br/>丁&nbsp;戊</p>"), "甲。\n乙丙。\n丁 戊");
}
