/** @typedef {"node" | "python" | "python-modules" | "compiler"} Tool */

/** What each family of systems types to get a tool. @type {Record<"debian" | "fedora" | "macos", Record<Tool, string>>} */
const COMMANDS = {
  debian: {
    node: "install Node 22 from nodejs.org, or with nvm: nvm install 22",
    python: "sudo apt-get install python3 python3-pip python3-venv",
    "python-modules": "sudo apt-get install python3-pip python3-venv",
    compiler: "sudo apt-get install g++ make",
  },
  fedora: {
    node: "sudo dnf install nodejs22, or with nvm: nvm install 22",
    python: "sudo dnf install python3 python3-pip",
    "python-modules": "sudo dnf install python3-pip",
    compiler: "sudo dnf install gcc-c++ make",
  },
  macos: {
    node: "brew install node@22, or with nvm: nvm install 22",
    python: "brew install python",
    "python-modules": "brew reinstall python",
    compiler: "xcode-select --install",
  },
};

/**
 * The command that mends a lack on this system; for a system that is not known, the commands of all that are.
 * @param {Tool} tool
 * @param {string} platform as process.platform
 * @param {string} osRelease the text of /etc/os-release
 */
export function mendFor(tool, platform, osRelease) {
  const family = familyOf(platform, osRelease);
  if (family) return COMMANDS[family][tool];
  return `Debian, Ubuntu: ${COMMANDS.debian[tool]}; Fedora: ${COMMANDS.fedora[tool]}; macOS: ${COMMANDS.macos[tool]}`;
}

/**
 * @param {string} platform
 * @param {string} osRelease
 */
function familyOf(platform, osRelease) {
  if (platform === "darwin") return "macos";
  const ids = osRelease
    .split("\n")
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(" ");
  if (/debian|ubuntu/.test(ids)) return "debian";
  if (/fedora|rhel|centos/.test(ids)) return "fedora";
  return undefined;
}
