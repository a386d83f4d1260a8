//! Numbers written in digits, in Chinese words, or both (二十四, 2.4万, １２).
