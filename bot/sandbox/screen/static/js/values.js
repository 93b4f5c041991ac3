// What an input holds: read from the view's state where the workspace knows it, else from the element's
// initial_… . One simple value per element (text, option value, id, list of them, unix seconds).

const one = (option) => option?.value ?? null;
const many = (options) => (options ?? []).map((option) => option.value);

const same = (initial, stored) => ({
  initial: (element) => element[initial],
  stored: (state) => state[stored],
});

/** The plain words of a rich text value; the page's own field for it is plain. */
const wordsIn = (rich) =>
  (rich?.elements ?? [rich]).map((part) => (part?.elements ? wordsIn(part) : (part?.text ?? ""))).join("");

const KINDS = {
  rich_text_input: { initial: (e) => wordsIn(e.initial_value), stored: (s) => wordsIn(s.rich_text_value) },
  plain_text_input: same("initial_value", "value"),
  email_text_input: same("initial_value", "value"),
  url_text_input: same("initial_value", "value"),
  number_input: same("initial_value", "value"),
  datepicker: same("initial_date", "selected_date"),
  timepicker: same("initial_time", "selected_time"),
  datetimepicker: same("initial_date_time", "selected_date_time"),
  users_select: same("initial_user", "selected_user"),
  multi_users_select: same("initial_users", "selected_users"),
  conversations_select: same("initial_conversation", "selected_conversation"),
  multi_conversations_select: same("initial_conversations", "selected_conversations"),
  channels_select: same("initial_channel", "selected_channel"),
  multi_channels_select: same("initial_channels", "selected_channels"),
  static_select: { initial: (e) => one(e.initial_option), stored: (s) => one(s.selected_option) },
  external_select: { initial: (e) => one(e.initial_option), stored: (s) => one(s.selected_option) },
  radio_buttons: { initial: (e) => one(e.initial_option), stored: (s) => one(s.selected_option) },
  multi_static_select: { initial: (e) => many(e.initial_options), stored: (s) => many(s.selected_options) },
  multi_external_select: { initial: (e) => many(e.initial_options), stored: (s) => many(s.selected_options) },
  checkboxes: { initial: (e) => many(e.initial_options), stored: (s) => many(s.selected_options) },
  file_input: { initial: () => [], stored: (s) => (s.files ?? []).map((file) => file.id ?? file) },
};

/** The value to show for an element of `block`, given the view's state (may be undefined). */
export function shownValue(element, blockId, state) {
  const kind = KINDS[element.type];
  const stored = state?.[blockId]?.[element.action_id];
  return (stored ? kind?.stored(stored) : kind?.initial(element)) ?? null;
}

/** The whole option of an external select that was chosen earlier: only the state knows its label. */
export function shownOptions(element, blockId, state) {
  const stored = state?.[blockId]?.[element.action_id];
  const source = stored ?? {
    selected_option: element.initial_option,
    selected_options: element.initial_options,
  };
  return source.selected_options ?? (source.selected_option ? [source.selected_option] : []);
}
