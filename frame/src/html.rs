//! Cutting an element out of well-formed HTML.

/// The element whose start tag begins with `start`, with everything in it. Comments, which the program needs as placeholders,
/// are left out.
pub(crate) fn element(html: &str, start: &str) -> String {
    let from = html.find(start).unwrap_or_else(|| panic!("the screen has no {start}"));
    let name = start[1..].split(' ').next().unwrap_or_default();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let (mut depth, mut at) = (0, from);
    loop {
        let rest = &html[at..];
        let end = rest.find(&close).expect("every element is closed");
        match rest.find(&open) {
            Some(next) if next < end => {
                depth += 1;
                at += next + open.len();
            }
            _ => {
                depth -= 1;
                at += end + close.len();
                if depth == 0 {
                    return without_comments(&html[from..at]);
                }
            }
        }
    }
}

/// The HTML without `<!>` and `<!-- … -->`.
pub(crate) fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, comment| {
        let end = if comment.starts_with("--") { "-->" } else { ">" };
        html + comment.split_once(end).map_or("", |(_, after)| after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_ends_at_its_own_end_tag() {
        let html = "<b>x</b><p class=\"a\"><!--<() />--><b>1<!></b><p>2</p></p><p>3</p>";
        assert_eq!(element(html, "<p class=\"a\""), "<p class=\"a\"><b>1</b><p>2</p></p>");
        assert_eq!(element(html, "<b"), "<b>x</b>");
    }
}
