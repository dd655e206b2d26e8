// Light, dark, or as the system has it.

const NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const ORDER = Object.keys(NAMES);
const KEPT = 'streamengine.theme';

/** Makes a button the switch. */
export function themeSwitch(button) {
  let theme = localStorage.getItem(KEPT) ?? 'auto';
  theme = ORDER.includes(theme) ? theme : 'auto';
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Colours: ${NAMES[theme]}`;
  };
  button.addEventListener('click', () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    localStorage.setItem(KEPT, theme);
    show();
  });
  show();
}
