package wire

// goldenTag was computed with another program: HMAC-SHA256 over nonce, sender and receiver, the first eight bytes.
const goldenTag = "e9555f2df4c75f5f"
