// The control API of the sandbox, as this page uses it. A gesture never throws: what went wrong comes
// back as its `notice`, so that it can be shown where the person pressed.

function query(params) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

async function refused(answer) {
  const body = await answer.json().catch(() => ({}));
  return new Error(body.error ?? `The sandbox answered ${answer.status}.`);
}

export async function get(path, params = {}) {
  const answer = await fetch(`/sandbox/${path}${query(params)}`);
  if (!answer.ok) throw await refused(answer);
  return answer.json();
}

export async function post(path, body, params = {}) {
  const answer = await fetch(`/sandbox/${path}${query(params)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await refused(answer);
  return answer.json();
}

export async function postBytes(path, bytes, type, params) {
  const answer = await fetch(`/sandbox/${path}${query(params)}`, {
    method: "POST",
    headers: { "Content-Type": type },
    body: bytes,
  });
  if (!answer.ok) throw await refused(answer);
  return answer.json();
}

/** What Slack shows when an app does not answer; used when the answer brings no words of its own. */
const SILENT = "We had some trouble connecting. Try again?";

export async function gesture(name, body) {
  try {
    const result = await post(`gestures/${name}`, body);
    const reason = result.error ? `This did not work: ${result.error}` : SILENT;
    return result.ok ? result : { ...result, notice: result.notice ?? reason };
  } catch (error) {
    return { ok: false, notice: error.message };
  }
}

export async function uploadFile(as, file) {
  const type = file.type || "application/octet-stream";
  const { file: stored } = await postBytes("files", file, type, { as, name: file.name || "pasted.png" });
  return stored;
}

export const fileAddress = (id) => `/sandbox/files/${encodeURIComponent(id)}`;
