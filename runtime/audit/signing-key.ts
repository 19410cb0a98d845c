import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { OperatorError } from "#core/model";

/** An Ed25519 key that signs checkpoints, and what it is known by. */
export interface SigningKey {
  privateKey: KeyObject;
  /** Raw public key, base64: what whoever checks must know. */
  publicKey: string;
}

/** The key at a path, made at the first start and readable by its owner alone. It is never in the database. */
export function signingKeyAt(path: string): SigningKey {
  if (!existsSync(path)) writeKey(path, generateKeyPairSync("ed25519").privateKey);
  return readKey(path);
}

/** A new key in the place of the old one, which is kept beside it under its fingerprint. */
export function renewKeyAt(path: string): { old: SigningKey; next: SigningKey } {
  const old = signingKeyAt(path);
  renameSync(path, `${path}.${fingerprintOf(old.publicKey)}`);
  return { old, next: signingKeyAt(path) };
}

/** The beginning of a hash of a public key, for people and file names. */
export const fingerprintOf = (publicKey: string): string =>
  createHash("sha256").update(publicKey).digest("hex").slice(0, 8);

function readKey(path: string): SigningKey {
  try {
    const privateKey = createPrivateKey(readFileSync(path));
    if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("it is not an Ed25519 key");
    const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
    return { privateKey, publicKey: Buffer.from(x, "base64url").toString("base64") };
  } catch (cause) {
    throw new OperatorError(
      "AUDIT_KEY_UNREADABLE",
      "unavailable",
      {
        what: `The key ${path} that signs audit checkpoints cannot be used.`,
        why: cause instanceof Error ? cause.message : String(cause),
        fix: "Put the key back, or take it away to have a new one made; checkpoints of the old one stay valid.",
      },
      { cause },
    );
  }
}

function writeKey(path: string, privateKey: KeyObject): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
}

/** A raw public key as one that verifies. */
export const publicKeyOf = (base64: string): KeyObject =>
  createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(base64, "base64").toString("base64url") },
    format: "jwk",
  });
