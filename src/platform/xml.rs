//! The browser's own XML parser.

use crate::domain::run_file::Element as Parsed;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

struct Node(Element);

impl Parsed for Node {
    fn name(&self) -> String {
        self.0.local_name()
    }

    fn each(&self, name: &str, act: &mut dyn FnMut(&dyn Parsed)) {
        let elements =
            self.0.get_elements_by_tag_name_ns(Some("*"), name).expect("`*` matches any namespace");
        for element in (0..elements.length()).filter_map(|index| elements.item(index)) {
            act(&Node(element));
        }
    }

    fn child(&self, name: &str) -> Option<String> {
        let mut next = self.0.first_element_child();
        while let Some(element) = next {
            if element.local_name() == name {
                return element.text_content();
            }
            next = element.next_element_sibling();
        }
        None
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }
}

/// Calls `act` with the root element of a text, if it is well-formed. Nothing in the text is run or loaded.
pub fn parse(text: &str, act: &mut dyn FnMut(&dyn Parsed)) {
    let document =
        DomParser::new().and_then(|parser| parser.parse_from_string(text, SupportedType::ApplicationXml));
    // Browsers report an error as an element of this name, some of them within what they had parsed so far.
    let root =
        document.ok().filter(|document| document.get_elements_by_tag_name("parsererror").length() == 0);
    if let Some(root) = root.and_then(|document| document.document_element()) {
        act(&Node(root.unchecked_into()));
    }
}
