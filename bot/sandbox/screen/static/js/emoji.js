// The short names that a quality bot and its people use. An unknown one stays as it was typed.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|pray 🙏|clap 👏|raised_hands 🙌|eyes 👀|point_right 👉
smile 😄|slightly_smiling_face 🙂|thinking_face 🤔|sweat_smile 😅|cry 😢|tada 🎉|sparkles ✨|fire 🔥|rocket 🚀|heart ❤️
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|no_entry ⛔
no_entry_sign 🚫|warning ⚠️|rotating_light 🚨|octagonal_sign 🛑|stop_sign 🛑|construction 🚧|exclamation ❗|question ❓
bangbang ‼️|information_source ℹ️|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|bulb 💡|zap ⚡
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_yellow_circle 🟡|yellow_circle 🟡|large_green_circle 🟢
green_circle 🟢|large_blue_circle 🔵|blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫
large_green_square 🟩|large_red_square 🟥|large_yellow_square 🟨|white_large_square ⬜
clipboard 📋|memo 📝|pencil 📝|pencil2 ✏️|page_facing_up 📄|bookmark_tabs 📑|card_index 📇|file_folder 📁
open_file_folder 📂|card_file_box 🗃️|paperclip 📎|link 🔗|pushpin 📌|label 🏷️|mag 🔍|mag_right 🔎|lock 🔒|unlock 🔓
key 🔑|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳
stopwatch ⏱️|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|email 📧|envelope ✉️
incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|package 📦|truck 🚚|factory 🏭|wrench 🔧|hammer 🔨|gear ⚙️
nut_and_bolt 🔩|triangular_ruler 📐|straight_ruler 📏|microscope 🔬|test_tube 🧪|scales ⚖️|thermometer 🌡️|toolbox 🧰
bust_in_silhouette 👤|busts_in_silhouette 👥|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|repeat 🔁
arrows_counterclockwise 🔄|twisted_rightwards_arrows 🔀|leftwards_arrow_with_hook ↩️|new 🆕|soon 🔜|recycle ♻️|star ⭐
trophy 🏆|medal 🏅|books 📚|book 📖|seedling 🌱|mailbox 📫|camera 📷|iphone 📱|computer 💻|robot_face 🤖`;

const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((pair) => pair.split(" ")),
);

export const emoji = (name) => EMOJI.get(name.split("::")[0]) ?? `:${name}:`;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (_, name) => emoji(name));
